import {
  addRational,
  compareRational,
  formatRational,
  multiplyRational,
  negateRational,
  ONE,
  type Rational,
  rational,
  ZERO,
} from './rational.ts';

/** A product of powers of atoms with one rational coefficient; exponents are rational, so roots and inverses fit. */
export interface Term {
  readonly coefficient: Rational;
  readonly powers: ReadonlyMap<string, Rational>;
}

/** A sum of terms by their monomial: no zero coefficients, no zero exponents. */
export type Polynomial = ReadonlyMap<string, Term>;

/** More terms than a comparison is worth. */
export class TooManyTerms extends Error {}

/** Pages stay below a hundred terms; a thousand keeps the worst product at a million coefficient operations. */
const MAX_TERMS = 1000;

function monomialKey(powers: ReadonlyMap<string, Rational>): string {
  return [...powers]
    .map(([atom, power]) => `${atom}^${formatRational(power)}`)
    .sort()
    .join('*');
}

function accumulate(sum: Map<string, Term>, term: Term): void {
  if (term.coefficient.num === 0n) return;
  const key = monomialKey(term.powers);
  const before = sum.get(key);
  const coefficient = before ? addRational(before.coefficient, term.coefficient) : term.coefficient;
  if (coefficient.num === 0n) sum.delete(key);
  else sum.set(key, { coefficient, powers: term.powers });
  if (sum.size > MAX_TERMS) throw new TooManyTerms();
}

export function constantPolynomial(value: Rational): Polynomial {
  return termPolynomial({ coefficient: value, powers: new Map() });
}

export const ONE_POLYNOMIAL: Polynomial = constantPolynomial(ONE);

export function atomPolynomial(atom: string, power: Rational = ONE): Polynomial {
  if (power.num === 0n) return ONE_POLYNOMIAL;
  const powers = new Map([[atom, power]]);
  return new Map([[monomialKey(powers), { coefficient: ONE, powers }]]);
}

export function termPolynomial(term: Term): Polynomial {
  const sum = new Map<string, Term>();
  accumulate(sum, term);
  return sum;
}

export function addPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const sum = new Map(a);
  for (const term of b.values()) accumulate(sum, term);
  return sum;
}

/** The sum of many, without a copy for each. @throws TooManyTerms */
export function sumPolynomials(parts: Iterable<Polynomial>): Polynomial {
  const sum = new Map<string, Term>();
  for (const part of parts) for (const term of part.values()) accumulate(sum, term);
  return sum;
}

export function negatePolynomial(a: Polynomial): Polynomial {
  return new Map([...a].map(([key, term]) => [key, { ...term, coefficient: negateRational(term.coefficient) }]));
}

export function multiplyTerms(a: Term, b: Term): Term {
  const powers = new Map(a.powers);
  for (const [atom, power] of b.powers) {
    const total = addRational(powers.get(atom) ?? ZERO, power);
    if (total.num === 0n) powers.delete(atom);
    else powers.set(atom, total);
  }
  return { coefficient: multiplyRational(a.coefficient, b.coefficient), powers };
}

export function multiplyPolynomials(a: Polynomial, b: Polynomial): Polynomial {
  const sum = new Map<string, Term>();
  for (const left of a.values()) for (const right of b.values()) accumulate(sum, multiplyTerms(left, right));
  return sum;
}

/** `a` to a whole power from 0 on. @throws TooManyTerms */
export function powerPolynomial(a: Polynomial, exponent: number): Polynomial {
  let result = ONE_POLYNOMIAL;
  for (let i = 0; i < exponent; i += 1) result = multiplyPolynomials(result, a);
  return result;
}

export function equalPolynomials(a: Polynomial, b: Polynomial): boolean {
  if (a.size !== b.size) return false;
  return [...a].every(([key, { coefficient }]) => {
    const other = b.get(key);
    return other !== undefined && compareRational(coefficient, other.coefficient) === 0;
  });
}

/** The only term of a polynomial that has one. */
export function singleTerm(a: Polynomial): Term | undefined {
  const [first, second] = a.values();
  return second === undefined ? first : undefined;
}

export function printPolynomial(a: Polynomial): string {
  if (a.size === 0) return '0';
  return [...a]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, { coefficient }]) =>
      key === '' ? formatRational(coefficient) : `${formatRational(coefficient)}*${key}`,
    )
    .join(' + ');
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b);
}

/** The largest positive rational that divides every coefficient, and for each atom its smallest power in all terms. */
export function content(a: Polynomial): Term {
  let num = 0n;
  let den = 1n;
  let shared: Map<string, Rational> | undefined;
  for (const { coefficient, powers } of a.values()) {
    num = gcd(num, coefficient.num);
    den = (den * coefficient.den) / gcd(den, coefficient.den);
    if (!shared) {
      shared = new Map(powers);
      continue;
    }
    for (const atom of new Set([...shared.keys(), ...powers.keys()])) {
      const one = shared.get(atom) ?? ZERO;
      const other = powers.get(atom) ?? ZERO;
      const least = compareRational(one, other) <= 0 ? one : other;
      if (least.num === 0n) shared.delete(atom);
      else shared.set(atom, least);
    }
  }
  return { coefficient: num === 0n ? ONE : rational(num, den), powers: shared ?? new Map() };
}

/** `1/term` for a term with a nonzero coefficient. */
export function invertTerm(term: Term): Term {
  return {
    coefficient: rational(term.coefficient.den, term.coefficient.num),
    powers: new Map([...term.powers].map(([atom, power]) => [atom, negateRational(power)])),
  };
}

export function scalePolynomial(a: Polynomial, by: Term): Polynomial {
  return multiplyPolynomials(a, termPolynomial(by));
}
