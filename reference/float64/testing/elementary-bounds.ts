import { addRational, multiplyRational, ONE, type Rational, rational, ZERO } from '../../../spec/language/rational.ts';
import { add, between, divide, type Fixed, fixed, multiply, power, size, subtract } from './fixed-interval.ts';

/** n! */
export function factorial(n: number): Rational {
  let product = 1n;
  for (let k = 2n; k <= BigInt(n); k++) product *= k;
  return rational(product);
}

/** Sum of `terms` terms of artanh(1/q) or, alternating, arctan(1/q); the rest is below the first one left out times 9/8. */
function inverse(q: bigint, terms: number, alternating: boolean): Fixed {
  let sum = ZERO;
  const term = (k: number): Rational => rational(1n, BigInt(2 * k + 1) * q ** BigInt(2 * k + 1));
  for (let k = 0; k < terms; k++)
    sum = addRational(sum, alternating && k % 2 === 1 ? rational(-term(k).num, term(k).den) : term(k));
  const rest = multiplyRational(term(terms), rational(9n, 8n));
  return between(addRational(sum, rational(-rest.num, rest.den)), addRational(sum, rest));
}

const TWO = fixed(rational(2n));
const FOUR = fixed(rational(4n));

/** ln 2 = 2 artanh(1/3). Source: NIST DLMF 4.6.4. */
export const LN2: Fixed = multiply(TWO, inverse(3n, 70, false));
/** pi = 16 arctan(1/5) - 4 arctan(1/239), Machin's formula. */
export const PI: Fixed = subtract(
  multiply(multiply(FOUR, FOUR), inverse(5n, 50, true)),
  multiply(FOUR, inverse(239n, 20, true)),
);

/** e^r over an interval inside [-1/2, 1/2]: each end by its Taylor series to r^39, the rest below r^40. */
export function expBounds(r: Fixed): Fixed {
  const at = (end: bigint): Fixed => {
    const x = { lo: end, hi: end };
    let sum = fixed(ONE);
    let term = fixed(ONE);
    for (let n = 1; n < 40; n++) {
      term = divide(multiply(term, x), fixed(rational(BigInt(n))));
      sum = add(sum, term);
    }
    const rest = size(power(x, 40));
    return { lo: sum.lo - rest.hi, hi: sum.hi + rest.hi };
  };
  return { lo: at(r.lo).lo, hi: at(r.hi).hi };
}
