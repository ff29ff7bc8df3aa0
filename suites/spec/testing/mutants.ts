import type { Page, Span } from '../../../spec/language/page.ts';

/** One formula of a page with one thing mistyped. */
export interface Mutant {
  readonly span: Span;
  readonly formula: string;
}

/** Slips of the hand on the right side of a formula: what is matched becomes the second. */
const SLIPS: readonly (readonly [RegExp, (match: string) => string])[] = [
  [/\d/g, (digit) => String((Number(digit) + 1) % 10)],
  [/\+/g, () => '-'],
  [/(?<!_\{\w*,?t)-/g, () => '+'],
  [/e\^\{(?!-)/g, () => 'e^{-'],
  [/t-1/g, () => 't'],
  [/_1/g, () => '_2'],
  [/_2/g, () => '_1'],
  [/\\sqrt/g, () => ''],
  [/\\hat\{(\w)\}/g, (hat) => hat.charAt(5)],
  [/\\mu/g, () => '\\bar{\\mu}'],
];

/** A fraction of two symbols upside down, and an exponent that became a factor. */
const SLIPS_WITHOUT_DIGIT: typeof SLIPS = [
  [/\\frac\{(\\?\w+(?:_\{?\w+\}?)?)\}\{(\\?\w+)\}/g, (match) => match.replace(/\{(.*)\}\{(.*)\}/, '{$2}{$1}')],
  [/\^(?=[a-z])/g, () => ' '],
];

/** One input in the place of another of the same shape: what a formula without a digit or a sign can be mistyped to. */
function otherInputs(page: Page): (readonly [RegExp, (match: string) => string])[] {
  const inputs = [...page.symbols.values()].filter(({ role, shape }) => role === 'input' && shape.length > 0);
  return inputs.flatMap((from) =>
    inputs
      .filter((to) => to !== from && to.shape.join() === from.shape.join())
      .map((to) => [new RegExp(`(?<![\\\\\\w])${from.latex}(?=_)`, 'g'), () => to.latex] as const),
  );
}

/** Every formula of the sections Definition, Step, Derivative and Accuracy form, with each single slip in turn. */
export function* mutantsOf(page: Page): Generator<Mutant> {
  const systems = [...page.systems.values(), ...page.accuracy.values()];
  const formulas = [
    ...systems.flatMap(({ equations }) => [...equations.values()]),
    ...page.derivatives,
    ...page.derivativeAccuracy,
  ];
  const slips = [...SLIPS, ...SLIPS_WITHOUT_DIGIT, ...otherInputs(page)];
  // A page made from another one is answerable for its own formulas only.
  for (const { latex, span } of formulas.filter(({ span }) => span.file === page.file))
    for (const [pattern, replace] of slips)
      for (const { 0: match, index } of latex.matchAll(pattern)) {
        if (index < latex.indexOf('=')) continue;
        const formula = latex.slice(0, index) + replace(match) + latex.slice(index + match.length);
        if (formula !== latex) yield { span, formula };
      }
}
