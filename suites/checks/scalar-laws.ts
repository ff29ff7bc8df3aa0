import fc from 'fast-check';
import { evaluateExact } from '../../reference/exact.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundRational } from '../../reference/formats/round.ts';
import { derivativeExpression, derivativeFor } from '../../spec/language/derivative-expression.ts';
import type { Expression } from '../../spec/language/expression.ts';
import type { Law, Page } from '../../spec/language/page.ts';
import { compareRational, rationalFromNumber } from '../../spec/language/rational.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { draw } from '../generate/random.ts';
import type { Bounds } from '../judge/classify.ts';
import { Criterion } from '../judge/criterion.ts';
import { numeralOf } from '../judge/example.ts';
import { exponentOf, twoTo } from '../judge/float-exponent.ts';
import { LANE, symbolKey } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import { verdictOf } from '../judge/verdict.ts';
import { buildModel } from '../stateful/model.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { RelationJudge } from './law-violation.ts';
import { pointOf, type ScalarCall, scalarCall, scalarKeys } from './scalar.ts';

/** Points at which each law is tried, and again as many drawn anew for every seed. */
const POINTS = 2048;

/**
 * Laws of a scalar operator, on the subject's own answers.
 *
 * Each answer y stands for every value that any accepted class would have allowed it to approximate: [y - w, y + w]
 * with w the width of the `mixed` class there, 2 K ulp, and 2 K u of the scale. The true value lies within, and the
 * law holds for true values, so a conforming subject cannot break a law; a law that no choice of values satisfies is
 * broken for certain.
 */
export async function checkScalarLaws(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const tally = new Tally(context.arithmetic);
  const findings: FindingDraft[] = [];
  const value = new Approximation(page, context, 'value');
  const derivative = context.kernel.gradient ? new Approximation(page, context, 'derivative') : undefined;
  for (const law of page.laws) {
    const finding = await checkLaw(context, page, law, value, derivative, tally);
    if (finding) findings.push(finding);
  }
  const verdict = findings[0]?.verdict ?? verdictOf(tally, context.effort.expired());
  if (findings.length === 0 && verdict.kind !== 'pass') findings.push({ verdict });
  return { verdict, tally, findings, conventions: [] };
}

/** The subject's answers as bounds on what they may stand for. */
class Approximation {
  readonly #criterion: Criterion;
  readonly #scale: Criterion | undefined;
  readonly #call: ScalarCall;
  readonly #context: CheckContext;
  readonly #input: string;

  constructor(page: Page, context: CheckContext, of: 'value' | 'derivative') {
    const { input, output } = scalarKeys(page);
    const label = of === 'value' ? output : `${output}'`;
    this.#context = context;
    this.#input = input;
    this.#criterion = new Criterion(page, label, expressionOf(page, of), [LANE]);
    const scale = page.scale.get(label);
    this.#scale = scale ? new Criterion(page, label, scale, [LANE]) : undefined;
    this.#call = scalarCall(page, context.kernel, context, of);
  }

  async at(x: Float64Array): Promise<{ got: Float64Array; bounds: Bounds }> {
    const { arithmetic } = this.#context;
    const { precision, emin } = FORMATS[arithmetic.format];
    const got = await this.#call(x);
    const point = pointOf(this.#input, x);
    const mixed = this.#criterion.mixed(point, arithmetic);
    const scale = this.#scale?.exact(point);
    const K = this.#criterion.K;
    const lower = new Float64Array(x.length);
    const upper = new Float64Array(x.length);
    for (let i = 0; i < x.length; i++) {
      const y = got[i]!;
      const ulp = twoTo(Math.max(exponentOf(y), emin) - precision + 1);
      const scaled = scale ? 2 * K * twoTo(-precision) * scale.upper[i]! : 0;
      // One part in a thousand more than the sum, to cover the rounding of these few operations.
      const w = 1.001 * (mixed.upper[i]! - mixed.lower[i]! + 2 * K * ulp + scaled);
      lower[i] = Number.isNaN(y) ? Number.NEGATIVE_INFINITY : y - w;
      upper[i] = Number.isNaN(y) ? Number.POSITIVE_INFINITY : y + w;
    }
    return { got, bounds: { lower, upper } };
  }
}

function expressionOf(page: Page, of: 'value' | 'derivative'): Expression {
  const { output } = scalarKeys(page);
  if (of === 'value') return buildModel(page, []).modes.values().next().value!.open.get(output)!;
  return derivativeExpression(page, derivativeFor(page, output)!);
}

async function checkLaw(
  context: CheckContext,
  page: Page,
  law: Law,
  value: Approximation,
  derivative: Approximation | undefined,
  tally: Tally,
): Promise<FindingDraft | undefined> {
  const { arithmetic, effort } = context;
  const { input, output } = scalarKeys(page);
  const arbitrary = floatArbitrary({ format: arithmetic.format, landmarks: [...page.landmarks, ...page.kinks] });
  const column = (salt: number): Float64Array =>
    Float64Array.from(draw(fc.array(arbitrary, { minLength: POINTS, maxLength: POINTS }), effort.seed * 31 + salt));
  const free = new Map<string, Float64Array>([[input, column(0)]]);
  law.variables.forEach((name, i) => {
    free.set(name, column(i + 1));
  });
  const symbols = new Map<string, Bounds>();
  for (const [key, values] of free) symbols.set(symbolKey(key, 0), { lower: values, upper: values });
  const usable = new Uint8Array(POINTS).fill(1);
  const answers = new Map<string, Float64Array>();

  const own = await value.at(free.get(input)!);
  symbols.set(symbolKey(output, 0), own.bounds);
  answers.set(output, own.got);
  for (const application of law.applications) {
    const source = application.derivative ? derivative : value;
    if (!source) return undefined; // a law about a gradient that the subject does not offer
    const argument = application.arguments.get(input) ?? application.arguments.values().next().value!;
    const x = exactArguments(argument, symbols, arithmetic.format, usable);
    const { got, bounds } = await source.at(x);
    symbols.set(symbolKey(application.placeholder, 0), bounds);
    answers.set(application.placeholder, got);
  }

  const extents = new Map([[LANE, POINTS]]);
  const layout = () => [LANE];
  for (const relation of law.given) {
    const judge = new RelationJudge(relation, layout, [LANE]);
    const sides = judge.sides({ symbols, extents });
    for (let i = 0; i < POINTS; i++) if (!judge.certain(sides, i)) usable[i] = 0;
  }
  for (const relation of law.relations) {
    const judge = new RelationJudge(relation, layout, [LANE]);
    const sides = judge.sides({ symbols, extents });
    for (let i = 0; i < POINTS; i++) {
      if (!usable[i]) continue;
      const broken = judge.violated(sides, i);
      tally.countSpecial(!broken);
      if (!broken) continue;
      const { format } = arithmetic;
      return {
        verdict: { kind: 'fail', why: 'law' },
        counterexample: {
          input: Object.fromEntries([...free].map(([key, values]) => [key, [numeralOf(format, values[i]!)]])),
          output,
          element: 0,
          expected: { decimal: `${law.id}: ${law.latex}` },
          got: numeralOf(format, answers.get(output)![i]!),
          ulp: null,
          score: null,
          class: 'fail',
        },
        message: `the law "${law.id}" (${page.id}.md:${law.span.line}) is broken: the sides are [${sides.left.lower[i]}, ${sides.left.upper[i]}] and [${sides.right.lower[i]}, ${sides.right.upper[i]}] with every admissible error allowed`,
      };
    }
  }
  return undefined;
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
  for (let i = 0; i < usable.length; i++) {
    const exact = evaluateExact(argument, {
      value: (key, lag) => rationalFromNumber(symbols.get(symbolKey(key, lag))!.lower[i]!),
      extent: () => 1,
    });
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
