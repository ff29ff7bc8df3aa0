import type { Page } from '../../spec/language/page.ts';

/** A definition with one token changed, as LaTeX; `what` says which. */
export interface Edit {
  readonly id: string;
  /** The whole equation, left side included. */
  readonly formula: string;
  readonly what: string;
}

/** Every token that a right side may hold and that has a likely wrong neighbour, with its neighbours. */
const NEIGHBOURS: readonly (readonly [pattern: RegExp, become: (token: string) => readonly string[]])[] = [
  // A digit one off, and the last digit of a decimal forgotten.
  [/\d/g, (digit) => [String((Number(digit) + 1) % 10)]],
  [/\d+\.\d{2,}/g, (number) => [number.slice(0, -1)]],
  [/\+/g, () => ['-', '']],
  [/(?<!\{)-/g, () => ['+']],
  [/(?<=[{(] ?)-/g, () => ['']],
  [/\\max/g, () => ['\\min']],
  [/\\min/g, () => ['\\max']],
  [/\\tanh/g, () => ['\\operatorname{erf}', '\\sinh']],
  [/\\operatorname\{erf\}/g, () => ['\\operatorname{erfc}', '\\tanh']],
  [/\\operatorname\{erfc\}/g, () => ['\\operatorname{erf}']],
  [/\\operatorname\{log1p\}/g, () => ['\\ln']],
  [/\\operatorname\{expm1\}/g, () => ['\\exp']],
  [/\\exp/g, () => ['\\operatorname{expm1}']],
  [/\\ln/g, () => ['\\operatorname{log1p}']],
  [/\\sqrt/g, () => ['']],
  [/\\pi/g, () => ['3']],
  [/e\^/g, () => ['2^']],
  [/<|\\lt(?![a-z])/g, () => ['>']],
  [/>|\\gt(?![a-z])/g, () => ['<']],
  [/\\le(?:q)?(?![a-z])/g, () => ['\\ge']],
  [/\\ge(?:q)?(?![a-z])/g, () => ['\\le']],
];

/** The inputs and hyper-parameters of a page as they stand in its formulas, each with those it may be taken for. */
function symbolSlips(page: Page): [RegExp, (token: string) => readonly string[]][] {
  const names = [...page.symbols.values()].filter(({ role }) => role === 'input' || role === 'hyper');
  return names.flatMap(({ latex, shape }) => {
    const others = names.filter((other) => other.latex !== latex && other.shape.length === shape.length);
    const literal = latex.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const slips: [RegExp, (token: string) => readonly string[]][] = [];
    const name = `(?<![\\\\a-zA-Z])${literal}(?![a-zA-Z])`;
    if (others.length > 0) slips.push([new RegExp(name, 'g'), () => others.map((other) => other.latex)]);
    // A factor that is forgotten takes its indices with it.
    slips.push([new RegExp(shape.length === 0 ? name : `${name}_(?:\\{[^}]*\\}|.)`, 'g'), () => ['1']]);
    return slips;
  });
}

/**
 * Every single-token edit of every equation of a page's Definition and of its Accuracy form, which is the definition
 * written another way. Some cannot be read as formulas any more.
 */
export function editsOf(page: Page): Edit[] {
  const edits: Edit[] = [];
  const slips = [...NEIGHBOURS, ...symbolSlips(page)];
  for (const { equations } of [...page.systems.values(), ...page.accuracy.values()])
    for (const { latex, key } of equations.values()) {
      const start = latex.indexOf('=') + 1;
      for (const [pattern, become] of slips)
        for (const { 0: token, index } of latex.matchAll(pattern)) {
          if (index < start) continue;
          for (const other of become(token)) {
            // A command's name must not run into the letter behind it.
            const gap = /[a-z]$/.test(other) ? ' ' : '';
            const formula = latex.slice(0, index) + other + gap + latex.slice(index + token.length);
            const what = `${key}: \`${token}\` at column ${index - start + 1} becomes \`${other || 'nothing'}\``;
            edits.push({ id: `edit-${edits.length + 1}`, formula, what });
          }
        }
    }
  return edits;
}
