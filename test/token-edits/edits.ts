import type { Page, Role, SymbolDeclaration } from '../../spec/language/page.ts';

/** A definition with one token changed, as LaTeX; `what` says which. */
export interface Edit {
  readonly id: string;
  /** The whole equation, left side included. */
  readonly formula: string;
  readonly what: string;
}

/** A token and what it may be mistaken for. */
type Slip = readonly [pattern: RegExp, become: (token: string) => readonly string[]];

/** Every token that a right side may hold and that has a likely wrong neighbour, with its neighbours. */
const NEIGHBOURS: readonly Slip[] = [
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
  [/\\operatorname\{(?:floor|sign)\}/g, () => ['']],
  [/\\cos/g, () => ['\\sin']],
  [/\\sin/g, () => ['\\cos']],
  [/\\exp/g, () => ['\\operatorname{expm1}']],
  [/\\ln/g, () => ['\\operatorname{log1p}']],
  [/\\sqrt/g, () => ['']],
  [/\\pi/g, () => ['3']],
  [/e\^/g, () => ['2^']],
  [/<|\\lt(?![a-z])/g, () => ['>', '\\le']],
  [/>|\\gt(?![a-z])/g, () => ['<', '\\ge']],
  [/\\le(?:q)?(?![a-z])/g, () => ['\\ge', '<']],
  [/\\ge(?:q)?(?![a-z])/g, () => ['\\le', '>']],
];

/** What else goes wrong where values have steps: the number of the step, a forgotten square. */
const STEP_NEIGHBOURS: readonly Slip[] = [
  [/\^t(?![a-zA-Z])/g, () => ['', ' t', '^{t-1}', '^{t+1}']],
  [/\^2/g, () => ['']],
];

const escaped = (latex: string): string => latex.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A name as it stands in a formula, and not as a part of a longer one. */
const nameOf = ({ latex }: SymbolDeclaration): string => `(?<![\\\\a-zA-Z])${escaped(latex)}(?![a-zA-Z])`;

const withRole = (page: Page, ...roles: readonly Role[]): SymbolDeclaration[] =>
  [...page.symbols.values()].filter(({ role }) => roles.includes(role));

/** The inputs and hyper-parameters of a page as they stand in its formulas, each with those it may be taken for. */
function symbolSlips(page: Page): Slip[] {
  const names = withRole(page, 'input', 'hyper', ...(page.kind === 'schedule' ? ['time' as const] : []));
  return names.flatMap((symbol) => {
    const { latex, shape, role } = symbol;
    // Where values have steps only what has one is mistaken for it, so that the index fits.
    const group = page.kind === 'stateful' ? names.filter((other) => other.role === role) : names;
    const others = group.filter((other) => other.latex !== latex && other.shape.length === shape.length);
    const slips: Slip[] = [];
    const name = nameOf(symbol);
    if (others.length > 0) slips.push([new RegExp(name, 'g'), () => others.map((other) => other.latex)]);
    // A factor that is forgotten takes its indices with it.
    const indexed = shape.length > 0 || (page.kind === 'stateful' && role === 'input');
    slips.push([new RegExp(indexed ? `${name}_(?:\\{[^}]*\\}|.)` : name, 'g'), () => ['1']]);
    return slips;
  });
}

/** The subscript that a value of a step carries. */
const STEP = '_(?:\\{t-1\\}|t(?![a-zA-Z]))';

/**
 * What a stateful page is given and computes in each step, each value taken for another one of its kind, for that of
 * the step before or after, bared of its hat, or forgotten.
 */
function valueSlips(page: Page): Slip[] {
  const defined = new Set([...page.systems.values()].flatMap(({ equations }) => [...equations.keys()]));
  const values = withRole(page, 'input', 'parameter', 'state', 'local').filter(
    ({ key }) => defined.has(key) || page.call.includes(key),
  );
  // What is given is known at one step only.
  const given = (symbol: SymbolDeclaration): string => `${symbol.latex}_${symbol.role === 'input' ? 't' : '{t-1}'}`;
  return values.flatMap((symbol): Slip[] => {
    const { latex, role } = symbol;
    const name = nameOf(symbol);
    const slips: Slip[] = role === 'input' ? [] : [[new RegExp(name + STEP, 'g'), () => ['1']]];
    if (role === 'input' || role === 'parameter') {
      const others = values.filter(
        (other) => other !== symbol && (other.role === 'input' || other.role === 'parameter'),
      );
      return [...slips, [new RegExp(name + STEP, 'g'), () => others.map(given)]];
    }
    const others = values.filter(
      (other) =>
        other !== symbol &&
        // One number for all elements is not taken for one of each.
        other.elementwise === symbol.elementwise &&
        (other.role === role || latex.includes(`{${other.latex}}`)),
    );
    slips.push([new RegExp(name, 'g'), () => others.map((other) => other.latex)]);
    if (role === 'local') return slips;
    const otherStep = (token: string): string => (token.endsWith('_t') ? `${latex}_{t-1}` : `${latex}_t`);
    return [...slips, [new RegExp(name + STEP, 'g'), (token) => [otherStep(token)]]];
  });
}

/**
 * Every single-token edit of every equation of a page's Definition or Step and of its Accuracy form, which is the
 * definition written another way. Some cannot be read as formulas any more.
 */
export function editsOf(page: Page): Edit[] {
  const edits: Edit[] = [];
  const seen = new Set<string>();
  const steps = page.kind === 'stateful' ? [...STEP_NEIGHBOURS, ...valueSlips(page)] : [];
  const slips = [...NEIGHBOURS, ...symbolSlips(page), ...steps];
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
            // The digit of beta_1 and its name are two ways to one edit.
            if (seen.has(formula.replaceAll(' ', ''))) continue;
            seen.add(formula.replaceAll(' ', ''));
            const what = `${key}: \`${token}\` at column ${index - start + 1} becomes \`${other || 'nothing'}\``;
            edits.push({ id: `edit-${edits.length + 1}`, formula, what });
          }
        }
    }
  return edits;
}
