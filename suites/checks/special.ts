import { FORMATS } from '../../reference/formats/format.ts';
import { roundEnclosure, roundNumber } from '../../reference/formats/round.ts';
import { ulpOf } from '../../reference/formats/ulp.ts';
import { enclose } from '../../reference/oracle.ts';
import type { Numeral, SpecialResult, Verdict } from '../../reports/record.ts';
import { constantExpression } from '../../spec/language/constant.ts';
import type { Limit, Page } from '../../spec/language/page.ts';
import {
  absRational,
  compareRational,
  multiplyRational,
  rationalFromNumber,
  subtractRational,
  ZERO,
} from '../../spec/language/rational.ts';
import { describeHyper, settingsOf } from '../generate/settings.ts';
import { conforms } from '../judge/accuracy-class.ts';
import type { Criterion } from '../judge/criterion.ts';
import { numeralOf } from '../judge/example.ts';
import type { Point } from '../judge/point.ts';
import { Tally } from '../judge/tally.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { pointOf, scalarCall, scalarCriterion, scalarKeys, shownInput } from './scalar.ts';
import { acceptedVariant } from './scalar-diagnosis.ts';

/** An input as a page spells it: `+0`, `-0`, `+inf`, `-inf`, `nan` or a decimal. */
export function specialInput(text: string): number {
  const known: Readonly<Record<string, number>> = {
    '+0': 0,
    '-0': -0,
    '+inf': Number.POSITIVE_INFINITY,
    '-inf': Number.NEGATIVE_INFINITY,
    nan: Number.NaN,
  };
  return known[text.trim().toLowerCase()] ?? Number(text);
}

interface Expected {
  /** As the format rounds it. */
  readonly value: number;
  readonly numeral: Numeral;
  readonly accepts: (got: number) => boolean;
}

/**
 * What the page promises: an infinity or NaN exactly, a finite value to within the K ulp of class `relative`, as
 * everywhere along the axis, and to one ulp where K is less: erf far out is 1 to 16 ulp, so it need not be better at
 * infinity.
 */
function expected(context: CheckContext, value: string, K: number): Expected {
  const { format: name } = context.arithmetic;
  const format = FORMATS[name];
  const special = specialInput(value);
  if (/^[+-]?(inf|nan)$/i.test(value.trim())) {
    return { value: special, numeral: numeralOf(name, special), accepts: (got) => Object.is(got, special) };
  }
  const exact = enclose(constantExpression(value), { value: () => ZERO, extent: () => 1 });
  const rounded = exact ? (roundEnclosure(format, exact) ?? Number.NaN) : Number.NaN;
  const allowed = rationalFromNumber(Math.max(1, K));
  return {
    value: rounded,
    numeral: numeralOf(name, rounded),
    accepts: (got) => {
      if (!Number.isFinite(got)) return false;
      if (got === rounded) return true; // -0 and +0 are one real number
      const middle = rationalFromNumber(rounded);
      const error = absRational(subtractRational(rationalFromNumber(got), middle));
      return compareRational(error, multiplyRational(ulpOf(format, middle), allowed)) <= 0;
    },
  };
}

/** What an accepted variant of the page gives at a finite input. */
function expectedOf(criterion: Criterion, point: Point, { arithmetic }: CheckContext): Expected {
  const exact = criterion.exact(point);
  const rounded = roundNumber(FORMATS[arithmetic.format], exact.lower[0]!);
  return {
    value: rounded,
    numeral: numeralOf(arithmetic.format, rounded),
    accepts: (got) => conforms(criterion.judge([got], point, arithmetic).classes[0]!),
  };
}

/**
 * Judge the limits a page promises at +-0, +-infinity, NaN and its named points. Each is asked alone and among
 * ordinary values, since vector code often treats a whole register alike. Hyper-parameters are at their published
 * defaults. A limit at a finite input that an accepted variant changes is judged against the variant, where the subject
 * computes that; infinities, NaN and limits that the variant leaves alone are the page's promise to everybody.
 */
export async function checkSpecial(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { input, output } = scalarKeys(page);
  const { kernel, arithmetic } = context;
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const conventions: string[] = [];
  const specials: SpecialResult[] = [];
  const round = (x: number) => roundNumber(FORMATS[arithmetic.format], x);
  const { hyper, published } = settingsOf(page, kernel, 0, 0)[0]!;
  if (!published) {
    const why = `the limits are promised for the published defaults, and the kernel has ${describeHyper(hyper)} built in`;
    return { verdict: { kind: 'inconclusive', why }, tally, findings: [], conventions };
  }
  const known = new Map<'value' | 'derivative', number>();
  const allowance = (of: 'value' | 'derivative'): number => {
    const K = known.get(of) ?? scalarCriterion(page, of).K;
    known.set(of, K);
    return K;
  };
  let passing: Verdict = { kind: 'pass' };
  let variant: { readonly ids: readonly string[] | undefined } | undefined;
  for (const limit of page.limits) {
    if (limit.derivative ? !kernel.gradient : !kernel.forward) continue;
    const of = limit.derivative ? 'derivative' : 'value';
    const call = scalarCall(page, kernel, context, of, hyper);
    const at = round(specialInput(limit.at));
    const promised = expected(context, limit.value, allowance(of));
    const company = Float64Array.of(round(0.5), at, round(-1.5), round(3));
    const [alone, among] = [(await call(Float64Array.of(at)))[0]!, (await call(company))[1]!];
    const answers = [...new Set([alone, among])];
    let want = promised;
    if (!answers.every(want.accepts) && Number.isFinite(at)) {
      variant ??= { ids: await acceptedVariant(context, page) };
      if (variant.ids) {
        passing = { kind: 'variant', name: variant.ids.join(' + ') };
        const point = pointOf(input, Float64Array.of(at), hyper);
        const changed = expectedOf(scalarCriterion(page, of, variant.ids), point, context);
        // Where the variant leaves the limit as it is, the promise of the page still stands.
        if (changed.value !== promised.value) want = changed;
      }
    }
    specials.push({
      output: limit.derivative ? `${output}'` : output,
      input: numeralOf(arithmetic.format, at),
      expected: want.numeral,
      got: answers.map((got) => numeralOf(arithmetic.format, got)),
      accepted: answers.every(want.accepts),
    });
    for (const got of answers) {
      tally.countSpecial(want.accepts(got));
      if (want.accepts(got)) {
        const convention = signOfZero(limit, got);
        if (convention) conventions.push(convention);
        continue;
      }
      findings.push({
        verdict: { kind: 'fail', why: 'special' },
        counterexample: {
          input: Object.fromEntries(
            Object.entries(shownInput({ input, hyper }, at)).map(([key, values]) => [
              key,
              values.map((value) => numeralOf(arithmetic.format, value)),
            ]),
          ),
          output: limit.derivative ? `${output}'` : output,
          element: 0,
          expected: want.numeral,
          got: numeralOf(arithmetic.format, got),
          ulp: null,
          score: null,
          class: Number.isNaN(got) ? 'nan' : 'fail',
        },
        message: `the limit at ${limit.at} is ${limit.value} (${page.id}.md:${limit.span.line})`,
      });
    }
  }
  const verdict = findings[0]?.verdict ?? passing;
  return { verdict, tally, findings, conventions: [...new Set(conventions)], specials };
}

function signOfZero(limit: Limit, got: number): string | undefined {
  if (!Object.is(got, -0)) return undefined;
  return `${limit.derivative ? 'derivative' : 'value'} at ${limit.at}: -0`;
}
