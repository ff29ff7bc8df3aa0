import fc from 'fast-check';
import type { Hyperparameters, Kernel } from '../../adapters/contract.ts';
import type { Environment } from '../../reference/evaluate.ts';
import { evaluateExact } from '../../reference/exact.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import type { Verdict } from '../../reports/record.ts';
import { type Expression, symbol } from '../../spec/language/expression.ts';
import { inlineExpression } from '../../spec/language/inline.ts';
import type { Law, LawTerm, Page, Relation } from '../../spec/language/page.ts';
import { accuracySystem } from '../../spec/language/patch.ts';
import { compareRational, rationalFromNumber } from '../../spec/language/rational.ts';
import { substituteSymbols } from '../../spec/language/substitute.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { draw } from '../generate/random.ts';
import { settingsOf } from '../generate/settings.ts';
import type { Bounds } from '../judge/classify.ts';
import { numeralOf } from '../judge/example.ts';
import { LANE, symbolKey } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { verdictOf } from '../judge/verdict.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { type Answers, answersOf, exactAnswers, formulasOf } from './law-answers.ts';
import { RelationJudge } from './law-violation.ts';
import { inputRange, scalarKeys } from './scalar.ts';
import { acceptedVariant } from './scalar-diagnosis.ts';

/** Points at which each law is tried, drawn anew for every seed: at the published hyper-parameters, and at others. */
const POINTS = 2048;
const POINTS_ELSEWHERE = 512;

/**
 * Laws of a scalar operator, on the subject's own answers.
 *
 * Each answer y stands for every value that any accepted class would have allowed it to approximate: [y - w, y + w]
 * with w the width of the `mixed` class there, 2 K ulp (one at least, for `rounded`), and 2 K u of the scale. The true value lies within, and the
 * law holds for true values, so a conforming subject cannot break a law; a law that no choice of values satisfies is
 * broken for certain.
 */
export async function checkScalarLaws(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const tally = new Tally(context.arithmetic);
  const findings = new Map<string, FindingDraft>();
  const formulas = formulasOf(context, page);
  let variant: { readonly ids: readonly string[] | undefined } | undefined;
  let passing: Verdict = { kind: 'pass' };
  const column = drawnColumns(context, page);
  // Most laws of one setting hold no hyper-parameter and ask for the same values.
  const known = new Map<string, Answers>();
  for (const [i, { hyper }] of settingsOf(page, context.kernel, context.effort.seed).entries()) {
    for (const law of page.laws) {
      if (findings.has(law.id)) continue;
      const held = heldBy(law, page, hyper);
      if (!held || !takes(context.kernel, held)) continue;
      const points = i === 0 ? POINTS : POINTS_ELSEWHERE;
      const check: LawCheck = { context, page, law, hyper: held, column: (which) => column(which, points), points };
      const name = JSON.stringify(held);
      const answers = known.get(name) ?? answersOf(check, formulas);
      known.set(name, answers);
      const { finding, judged } = await tryLaw(check, answers);
      if (finding) {
        variant ??= { ids: await acceptedVariant(context, page) };
        if (variant.ids && (await tryLaw(check, exactAnswers(check, variant.ids))).finding) {
          // The law is one of the page's formula and not of the variant, whatever computes it.
          passing = { kind: 'variant', name: variant.ids.join(' + ') };
          continue;
        }
        findings.set(law.id, finding);
      }
      for (let n = finding ? 1 : 0; n < judged; n++) tally.countSpecial(true);
      if (finding) tally.countSpecial(false);
    }
  }
  const all = [...findings.values()];
  const plain = verdictOf(tally, context.effort.expired());
  const verdict = all[0]?.verdict ?? (plain.kind === 'pass' ? passing : plain);
  if (all.length === 0 && verdict.kind !== 'pass' && verdict.kind !== 'variant') all.push({ verdict });
  return { verdict, tally, findings: all, conventions: [] };
}

/** The setting with the hyper-parameters that a law holds at a value; undefined where the kernel cannot take them. */
function heldBy(law: Law, page: Page, hyper: Hyperparameters): Hyperparameters | undefined {
  const held: Record<string, number> = { ...hyper };
  for (const [key, expression] of law.where) {
    if (page.symbols.get(key)?.role !== 'hyper') continue;
    const value = evaluateExact(expression, { value: (other) => rationalFromNumber(held[other]!), extent: () => 1 });
    if (!value) return undefined;
    held[key] = roundRational(FORMATS.float64, value);
  }
  return held;
}

/** Does the kernel compute with these hyper-parameters? What it has built in it cannot be told. */
const takes = ({ hyper }: Kernel, held: Hyperparameters): boolean =>
  Object.entries(hyper ?? {}).every(([key, value]) => held[key] === undefined || held[key] === value);

interface LawCheck {
  readonly context: CheckContext;
  readonly page: Page;
  readonly law: Law;
  readonly hyper: Hyperparameters;
  readonly points: number;
  /** The points of one variable: 0 is the input, the others are those that the law has besides. */
  readonly column: (which: number) => Float64Array;
}

/** Columns of random numbers, the same array whenever the same one is asked for. */
function drawnColumns(
  { arithmetic, effort }: CheckContext,
  page: Page,
): (which: number, points: number) => Float64Array {
  const arbitrary = floatArbitrary(inputRange(page, arithmetic.format));
  const drawn = new Map<string, Float64Array>();
  return (which, points) => {
    const name = `${which} ${points}`;
    let column = drawn.get(name);
    if (!column) {
      const numbers = draw(fc.array(arbitrary, { minLength: points, maxLength: points }), effort.seed * 31 + which);
      drawn.set(name, (column = Float64Array.from(numbers)));
    }
    return column;
  };
}

/** Tries a law at its points; the first at which it is broken, and how many it was judged at. */
async function tryLaw(
  { context, page, law, hyper, points, column }: LawCheck,
  { value, derivative }: Answers,
): Promise<{ finding?: FindingDraft; judged: number }> {
  const { arithmetic } = context;
  const { input, output } = scalarKeys(page);
  const free = new Map<string, Float64Array>([[input, column(0)]]);
  law.variables.forEach((name, i) => {
    free.set(name, column(i + 1));
  });
  const symbols = new Map<string, Bounds>();
  for (const [key, values] of free) symbols.set(symbolKey(key, 0), { lower: values, upper: values });
  for (const [key, held] of Object.entries(hyper)) {
    const values = new Float64Array(points).fill(held);
    symbols.set(symbolKey(key, 0), { lower: values, upper: values });
  }
  const usable = new Uint8Array(points).fill(1);
  const answers = new Map<string, Float64Array>();

  const own = await value.at(free.get(input)!);
  symbols.set(symbolKey(output, 0), own.bounds);
  answers.set(output, own.got);
  for (const application of law.applications) {
    const source = application.derivative ? derivative : value;
    if (!source) return { judged: 0 }; // a law about a gradient that the subject does not offer
    const argument = application.arguments.get(input) ?? application.arguments.values().next().value!;
    const x = exactArguments(argument, symbols, arithmetic.format, usable);
    const { got, bounds } = await source.at(x);
    symbols.set(symbolKey(application.placeholder, 0), bounds);
    answers.set(application.placeholder, got);
  }

  const extents = new Map([[LANE, points]]);
  const layout = () => [LANE];
  const expand = withoutLocals(page);
  for (const relation of law.given) {
    const judge = new RelationJudge(expand(relation), layout, [LANE]);
    const sides = judge.sides({ symbols, extents });
    for (let i = 0; i < points; i++) if (!judge.certain(sides, i)) usable[i] = 0;
  }
  const shown = (i: number) =>
    Object.fromEntries(
      [...free, ...Object.entries(hyper).map(([key, held]) => [key, new Float64Array(points).fill(held)] as const)].map(
        ([key, values]) => [key, [numeralOf(arithmetic.format, values[i]!)]],
      ),
    );
  let judged = 0;
  for (const relation of law.relations) {
    const judge = new RelationJudge(expand(relation), layout, [LANE]);
    const sides = judge.sides({ symbols, extents });
    for (let i = 0; i < points; i++) {
      if (!usable[i]) continue;
      judged++;
      if (!judge.violated(sides, i)) continue;
      const finding: FindingDraft = {
        verdict: { kind: 'fail', why: 'law' },
        counterexample: {
          input: shown(i),
          output,
          element: 0,
          expected: { decimal: `${law.id}: ${law.latex}` },
          got: numeralOf(arithmetic.format, answers.get(output)![i]!),
          ulp: null,
          score: null,
          class: 'fail',
        },
        message: `the law "${law.id}" (${page.id}.md:${law.span.line}) is broken: the sides are [${sides.left.lower[i]}, ${sides.left.upper[i]}] and [${sides.right.lower[i]}, ${sides.right.upper[i]}] with every admissible error allowed`,
      };
      return { finding, judged };
    }
  }
  return { judged };
}

/** Relations over inputs, outputs and hyper-parameters: local symbols are replaced by their equations. */
function withoutLocals(page: Page): (relation: Relation) => Relation {
  const system = accuracySystem(page, page.modes[0] ?? '');
  const locals = new Map<string, Expression>();
  for (const { key, role } of page.symbols.values()) {
    if (role !== 'local' || !system.equations.has(key)) continue;
    locals.set(key, inlineExpression(page, system, symbol(key), { keepStates: false }));
  }
  const side = ({ expression }: LawTerm): LawTerm => ({ expression: substituteSymbols(expression, locals) });
  return (relation) => ({ ...relation, left: side(relation.left), right: side(relation.right) });
}

/** Arguments of an application, where they are values of the format exactly; other points are left out. */
function exactArguments(
  argument: Expression,
  symbols: ReadonlyMap<string, Bounds>,
  formatName: FormatName,
  usable: Uint8Array,
): Float64Array {
  const format = FORMATS[formatName];
  const plain = plainArgument(argument, symbols);
  if (plain) return plain;
  const result = new Float64Array(usable.length);
  let i = 0;
  const environment: Environment = {
    value: (key, lag) => rationalFromNumber(symbols.get(symbolKey(key, lag))!.lower[i]!),
    extent: () => 1,
  };
  for (; i < usable.length; i++) {
    const exact = evaluateExact(argument, environment);
    const rounded = exact ? roundRational(format, exact) : Number.NaN;
    const representable =
      exact !== undefined && Number.isFinite(rounded) && compareRational(rationalFromNumber(rounded), exact) === 0;
    if (representable) result[i] = rounded;
    else usable[i] = 0;
  }
  return result;
}

/** A symbol or its negative, which need no arithmetic: most arguments in laws are one of the two. */
function plainArgument(argument: Expression, symbols: ReadonlyMap<string, Bounds>): Float64Array | undefined {
  if (argument.kind === 'neg') return plainArgument(argument.operand, symbols)?.map((x) => -x);
  if (argument.kind !== 'symbol') return undefined;
  const { lower, upper } = symbols.get(symbolKey(argument.key, argument.lag))!;
  return lower === upper ? lower : undefined;
}
