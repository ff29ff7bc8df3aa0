import { describe, expect, it } from 'vitest';
import { addRational, type Rational, rational, rationalFromDecimal } from '../../spec/language/rational.ts';
import { compareBounds, type Enclosure } from '../enclosure.ts';
import { bigintField } from './bigint.ts';
import { decimalField } from './decimal.ts';
import type { IntervalField } from './field.ts';

/** Values as tables print them (Abramowitz and Stegun, OEIS), every digit written being right but the last. */
const DIGITS: readonly (readonly [string, string, string])[] = [
  ['exp', '1', '2.71828182845904523536028747135266'],
  ['log', '2', '0.69314718055994530941723212145817'],
  ['log', '10', '2.30258509299404568401799145468436'],
  ['log1p', '1', '0.69314718055994530941723212145817'],
  ['sqrt', '2', '1.41421356237309504880168872420969'],
  ['tanh', '1', '0.76159415595576488811945828260479'],
  ['sinh', '1', '1.17520119364380145688238185059560'],
  ['cosh', '1', '1.54308063481524377847790562075706'],
  ['sin', '1', '0.84147098480789650665250232163029'],
  ['cos', '1', '0.54030230586813971740093660744297'],
  ['sin', '1e22', '-0.852200849767188801772705893753029'],
  ['erf', '1', '0.84270079294971486934122063508260'],
  ['erf', '-0.5', '-0.52049987781304653768274665389196'],
  ['erfc', '2', '0.00467773498104726583793074363274'],
  ['erfc', '10', '2.08848758376254475700078629495778e-45'],
  ['expm1', '-1', '-0.63212055882855767840447622983853'],
];

function between(text: string): { low: Rational; high: Rational } {
  const value = rationalFromDecimal(text);
  const [significand, exponent] = text.split('e') as [string, string | undefined];
  const places = significand.split('.')[1]!.length - Number(exponent ?? 0);
  const unit = rational(2n, 10n ** BigInt(places));
  return { low: addRational(value, rational(-unit.num, unit.den)), high: addRational(value, unit) };
}

function check<T>(field: IntervalField<T>, fn: string, argument: string, digits: string): void {
  const f = field[fn as 'exp'].bind(field);
  const enclosure = field.bounds(f(field.fromRational(rationalFromDecimal(argument)))) as Enclosure;
  const { low, high } = between(digits);
  expect(compareBounds(low, enclosure.lower)).toBe(-1);
  expect(compareBounds(enclosure.upper, high)).toBe(-1);
}

describe.each([
  ['bigint', () => bigintField(160)],
  ['decimal', () => decimalField(48)],
] as const)('the %s field', (_, field) => {
  it.each(DIGITS)('gives the published digits of %s(%s)', (fn, argument, digits) => {
    check<unknown>(field() as IntervalField<unknown>, fn, argument, digits);
  });

  it('gives the published digits of pi and e', () => {
    const numbers = field() as IntervalField<unknown>;
    for (const [value, digits] of [
      [numbers.pi(), '3.14159265358979323846264338327950'],
      [numbers.e(), '2.71828182845904523536028747135266'],
    ] as const) {
      const enclosure = numbers.bounds(value)!;
      expect(compareBounds(between(digits).low, enclosure.lower)).toBe(-1);
      expect(compareBounds(enclosure.upper, between(digits).high)).toBe(-1);
    }
  });
});
