import { divide, type Fraction, fraction, ROOT_PREFIX, reduced } from './fraction.ts';
import {
  atomPolynomial,
  constantPolynomial,
  content,
  equalPolynomials,
  invertTerm,
  multiplyPolynomials,
  ONE_POLYNOMIAL,
  type Polynomial,
  powerPolynomial,
  printPolynomial,
  scalePolynomial,
  sumPolynomials,
  type Term,
} from './polynomial.ts';
import { HALF, type Rational, rational, subtractRational } from './rational.ts';

/** Trial division up to here splits every radicand of a page; a larger one stays whole. */
const MAX_TRIAL = 1000n;

const PRIME = `${ROOT_PREFIX}prime `;

/** The square roots that occur in one comparison, as atoms whose square is known. */
export class Roots {
  private readonly radicands = new Map<string, Polynomial>();
  /** False once a root appears of which it is not known that it is independent of the others. */
  independent = true;

  /** What the atom is the root of; undefined for an atom that is no root. */
  radicand(atom: string): Polynomial | undefined {
    return this.radicands.get(atom);
  }

  /** Replaces whole powers of roots by their radicands until none is left. */
  settle(value: Fraction): Fraction {
    return reduced(this.settlePolynomial(value.num), this.settlePolynomial(value.den));
  }

  private settlePolynomial(value: Polynomial): Polynomial {
    const wholeRootOf = ({ powers }: Term): readonly [string, Rational] | undefined =>
      [...powers].find(([atom, power]) => this.radicands.has(atom) && power.num >= power.den);
    if (![...value.values()].some(wholeRootOf)) return value;
    const parts = [...value].map(([key, term]): Polynomial => {
      const found = wholeRootOf(term);
      if (!found) return new Map([[key, term]]);
      const [atom, power] = found;
      const whole = Number(power.num / power.den);
      const powers = new Map(term.powers);
      powers.delete(atom);
      const rest = subtractRational(power, rational(BigInt(whole)));
      if (rest.num !== 0n) powers.set(atom, rest);
      const radicand = powerPolynomial(this.radicands.get(atom) ?? ONE_POLYNOMIAL, whole);
      return scalePolynomial(radicand, { coefficient: term.coefficient, powers });
    });
    return this.settlePolynomial(sumPolynomials(parts));
  }

  /**
   * Square root, split over the factors that can be seen: the equality holds wherever every factor is nonnegative,
   * which is where the split form has a value at all.
   */
  root(value: Fraction): Fraction {
    return divide(fraction(this.rootPolynomial(value.num)), fraction(this.rootPolynomial(value.den)));
  }

  private rootPolynomial(value: Polynomial): Polynomial {
    if (value.size === 0) return value;
    const shared = content(value);
    let result = this.rootNumber(shared.coefficient);
    const taken = new Map<string, Rational>();
    for (const [atom, power] of shared.powers) {
      // The root of an even power is an absolute value; only first powers, and positive bases, can be taken out.
      const positive = atom.startsWith('exp{') || atom === 'pi';
      if (!positive && (power.den !== 1n || (power.num !== 1n && power.num !== -1n))) continue;
      taken.set(atom, power);
      result = multiplyPolynomials(result, atomPolynomial(atom, rational(power.num, power.den * 2n)));
    }
    const rest = scalePolynomial(value, invertTerm({ coefficient: shared.coefficient, powers: taken }));
    return equalPolynomials(rest, ONE_POLYNOMIAL) ? result : multiplyPolynomials(result, this.rootAtom(rest));
  }

  private rootAtom(radicand: Polynomial): Polynomial {
    const name = `${ROOT_PREFIX}${printPolynomial(radicand)}}`;
    if (!this.radicands.has(name)) {
      // One root of something linear in an atom is no square, hence independent; several roots might not be.
      const linear = [...radicand.values()].some((term) =>
        [...term.powers.keys()].some((atom) =>
          [...radicand.values()].every(({ powers }) => {
            const power = powers.get(atom);
            return power === undefined || (power.num === 1n && power.den === 1n);
          }),
        ),
      );
      const roots = [...this.radicands.keys()].filter((other) => !other.startsWith(PRIME));
      if (!linear || roots.length > 0) this.independent = false;
      this.radicands.set(name, radicand);
    }
    return atomPolynomial(name, HALF);
  }

  /** The root of a positive rational: sqrt(n/d) = sqrt(n d)/d, its square part taken out by trial division. */
  private rootNumber(value: Rational): Polynomial {
    let rest = value.num * value.den;
    let outside = 1n;
    let result = ONE_POLYNOMIAL;
    const prime = (p: bigint): void => {
      const name = `${PRIME}${p}}`;
      this.radicands.set(name, constantPolynomial(rational(p)));
      result = multiplyPolynomials(result, atomPolynomial(name, HALF));
    };
    for (let p = 2n; p <= MAX_TRIAL && p * p <= rest; p += 1n) {
      let count = 0;
      while (rest % p === 0n) {
        rest /= p;
        count += 1;
      }
      outside *= p ** BigInt(count >> 1);
      if (count % 2 === 1) prime(p);
    }
    if (rest !== 1n) {
      // A cofactor beyond trial division may hold a square, so that its root need not be independent of the rest.
      if (rest > MAX_TRIAL * MAX_TRIAL) this.independent = false;
      prime(rest);
    }
    return multiplyPolynomials(result, constantPolynomial(rational(outside, value.den)));
  }
}
