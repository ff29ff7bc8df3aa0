import {
  addPolynomials,
  constantPolynomial,
  content,
  equalPolynomials,
  invertTerm,
  multiplyPolynomials,
  negatePolynomial,
  ONE_POLYNOMIAL,
  type Polynomial,
  printPolynomial,
  scalePolynomial,
} from './polynomial.ts';
import { ONE, type Rational, rational } from './rational.ts';

/**
 * A quotient of polynomials in atoms: symbols, constants, e to a monomial, powers with a variable exponent, roots,
 * and every other function of a normal form.
 */
export interface Fraction {
  readonly num: Polynomial;
  readonly den: Polynomial;
}

export const fraction = (num: Polynomial, den: Polynomial = ONE_POLYNOMIAL): Fraction => ({ num, den });
export const fromRational = (value: Rational): Fraction => fraction(constantPolynomial(value));
export const UNIT = fromRational(ONE);
export const TWO = fromRational(rational(2n));

export const multiply = (a: Fraction, b: Fraction): Fraction =>
  reduced(multiplyPolynomials(a.num, b.num), multiplyPolynomials(a.den, b.den));
export const divide = (a: Fraction, b: Fraction): Fraction => multiply(a, fraction(b.den, b.num));
export const negate = (a: Fraction): Fraction => fraction(negatePolynomial(a.num), a.den);
export function add(a: Fraction, b: Fraction): Fraction {
  if (equalPolynomials(a.den, b.den)) return reduced(addPolynomials(a.num, b.num), a.den);
  return reduced(
    addPolynomials(multiplyPolynomials(a.num, b.den), multiplyPolynomials(b.num, a.den)),
    multiplyPolynomials(a.den, b.den),
  );
}

/** Names of atoms that stand for roots begin so; their even powers are radicands, so none may get a negative power. */
export const ROOT_PREFIX = 'root{';

/** Takes out of both what divides every term of the denominator, so that a lone monomial never stays below. */
export function reduced(num: Polynomial, den: Polynomial): Fraction {
  if (den.size === 0) throw new RangeError('a quotient has a denominator that is zero everywhere');
  if (num.size === 0) return { num, den: ONE_POLYNOMIAL };
  if (equalPolynomials(num, den)) return { num: ONE_POLYNOMIAL, den: ONE_POLYNOMIAL };
  const { coefficient, powers } = content(den);
  const rootless = new Map([...powers].filter(([atom]) => !atom.startsWith(ROOT_PREFIX)));
  const common = invertTerm({ coefficient, powers: rootless });
  return { num: scalePolynomial(num, common), den: scalePolynomial(den, common) };
}

export const print = ({ num, den }: Fraction): string => `(${printPolynomial(num)})/(${printPolynomial(den)})`;
