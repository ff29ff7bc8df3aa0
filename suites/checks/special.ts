import { FORMATS } from '../../reference/formats/format.ts';
import { roundEnclosure, roundNumber } from '../../reference/formats/round.ts';
import { ulpOf } from '../../reference/formats/ulp.ts';
import { enclose } from '../../reference/oracle.ts';
import type { Numeral } from '../../reports/record.ts';
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
import { numeralOf } from '../judge/example.ts';
import { Tally } from '../judge/tally.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { scalarCall, scalarKeys } from './scalar.ts';

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
  readonly numeral: Numeral;
  readonly accepts: (got: number) => boolean;
}

/** What the page promises: an infinity or NaN exactly, a finite value to within one ulp of its exact value. */
function expected(context: CheckContext, value: string): Expected {
  const { format: name } = context.arithmetic;
  const format = FORMATS[name];
  const special = specialInput(value);
  if (/^[+-]?(inf|nan)$/i.test(value.trim())) {
    return { numeral: numeralOf(name, special), accepts: (got) => Object.is(got, special) };
  }
  const exact = enclose(constantExpression(value), { value: () => ZERO, extent: () => 1 });
  const rounded = exact ? (roundEnclosure(format, exact) ?? Number.NaN) : Number.NaN;
  return {
    numeral: numeralOf(name, rounded),
    accepts: (got) => {
      if (!Number.isFinite(got)) return false;
      if (got === rounded) return true; // -0 and +0 are one real number
      const middle = rationalFromNumber(rounded);
      const error = absRational(subtractRational(rationalFromNumber(got), middle));
      return compareRational(error, multiplyRational(ulpOf(format, middle), rationalFromNumber(1))) <= 0;
    },
  };
}

/**
 * Judge the limits a page promises at +-0, +-infinity, NaN and its named points. Each is asked alone and among
 * ordinary values, since vector code often treats a whole register alike.
 */
export async function checkSpecial(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { input, output } = scalarKeys(page);
  const { kernel, arithmetic } = context;
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const conventions: string[] = [];
  const round = (x: number) => roundNumber(FORMATS[arithmetic.format], x);
  for (const limit of page.limits) {
    if (limit.derivative ? !kernel.gradient : !kernel.forward) continue;
    const call = scalarCall(page, kernel, context, limit.derivative ? 'derivative' : 'value');
    const at = round(specialInput(limit.at));
    const want = expected(context, limit.value);
    const company = Float64Array.of(round(0.5), at, round(-1.5), round(3));
    const [alone, among] = [(await call(Float64Array.of(at)))[0]!, (await call(company))[1]!];
    for (const got of new Set([alone, among])) {
      tally.countSpecial(want.accepts(got));
      if (want.accepts(got)) {
        const convention = signOfZero(limit, got);
        if (convention) conventions.push(convention);
        continue;
      }
      findings.push({
        verdict: { kind: 'fail', why: 'special' },
        counterexample: {
          input: { [input]: [numeralOf(arithmetic.format, at)] },
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
  const verdict = findings[0]?.verdict ?? { kind: 'pass' as const };
  return { verdict, tally, findings, conventions: [...new Set(conventions)] };
}

function signOfZero(limit: Limit, got: number): string | undefined {
  if (!Object.is(got, -0)) return undefined;
  return `${limit.derivative ? 'derivative' : 'value'} at ${limit.at}: -0`;
}
