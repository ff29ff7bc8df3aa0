import type { Condition, Expression } from './expression.ts';
import { add, divide, type Fraction, fraction, fromRational, multiply, negate, print, TWO, UNIT } from './fraction.ts';
import {
  atomPolynomial,
  multiplyPolynomials,
  type Polynomial,
  powerPolynomial,
  printPolynomial,
  singleTerm,
  TooManyTerms,
  termPolynomial,
} from './polynomial.ts';
import { ONE, ZERO } from './rational.ts';
import { Roots } from './roots.ts';
import { freeIndices } from './substitute.ts';

/** An exponent above this is left as an atom; pages go up to 4. */
const MAX_EXPONENT = 64;

/** Atoms that make a monomial whose exponential is independent: symbols, pi and roots of primes. */
const PLAIN = /^(?:[A-Za-z]\w*@[01]\[|pi$|root\{prime )/;

/** Reads expressions into fractions, and remembers what it met on the way. */
class NormalFormReader {
  private readonly roots = new Roots();
  private readonly known = new Map<Expression, Fraction>();
  /** Indices that an atom depends on: what does not depend on its index comes out of a sum. */
  private readonly indices = new Map<string, ReadonlySet<string>>();
  private readonly constants = new Set<string>();
  private separable = true;

  /** Whether every atom met so far is known to be independent of the others. */
  get independent(): boolean {
    return this.separable && this.roots.independent;
  }

  settle(value: Fraction): Fraction {
    return this.roots.settle(value);
  }

  read(node: Expression): Fraction {
    let result = this.known.get(node);
    if (!result) {
      result = this.settle(this.build(node));
      this.known.set(node, result);
      // An atom that was not told otherwise depends on whatever is free in the expression that brought it in.
      for (const { powers } of [...result.num.values(), ...result.den.values()])
        for (const atom of powers.keys()) if (!this.indices.has(atom)) this.indices.set(atom, freeIndices(node));
    }
    return result;
  }

  private atom(name: string): Fraction {
    return fraction(atomPolynomial(name));
  }

  private opaque(name: string): Fraction {
    this.separable = false;
    return this.atom(name);
  }

  private constant(name: string): Fraction {
    this.constants.add(name);
    // Whether e and pi are algebraically independent is an open question.
    if (this.constants.size > 1) this.separable = false;
    return this.atom(name);
  }

  private build(node: Expression): Fraction {
    switch (node.kind) {
      case 'literal':
        return fromRational(node.value);
      case 'constant':
        return node.name === 'e' ? this.exponential(UNIT) : this.constant('pi');
      case 'symbol':
        return this.atom(`${node.key}@${node.lag}[${node.indices.join(',')}]`);
      case 'index':
        return this.atom(`index ${node.name}`);
      case 'extent':
        return this.atom(`extent ${node.index}`);
      case 'neg':
        return negate(this.read(node.operand));
      case 'add':
        return add(this.read(node.left), this.read(node.right));
      case 'sub':
        return add(this.read(node.left), negate(this.read(node.right)));
      case 'mul':
        return multiply(this.read(node.left), this.read(node.right));
      case 'div':
        return divide(this.read(node.left), this.read(node.right));
      case 'power':
        return this.power(node.base, node.exponent);
      case 'call':
        return this.call(node.fn, this.read(node.argument));
      case 'min':
      case 'max':
        return this.opaque(`${node.kind}{${[this.text(node.left), this.text(node.right)].sort().join(',')}}`);
      case 'select':
        return this.opaque(
          `select{${this.condition(node.condition)}?${this.text(node.then)}:${this.text(node.otherwise)}}`,
        );
      case 'reduce':
        return node.op === 'sum'
          ? this.sum(node.index, node.body)
          : this.opaque(`${node.op} ${node.index}{${this.text(node.body)}}`);
    }
  }

  /** A sum is linear: coefficients and factors that do not depend on its index come out, one atom a monomial stays. */
  private sum(index: string, body: Expression): Fraction {
    const { num, den } = this.read(body);
    if (this.indicesOf(den).has(index)) return this.opaque(`sum ${index}{${print({ num, den })}}`);
    let total = fromRational(ZERO);
    for (const { coefficient, powers } of num.values()) {
      const inside = new Map([...powers].filter(([atom]) => this.indicesOfAtom(atom).has(index)));
      const outside = new Map([...powers].filter(([atom]) => !inside.has(atom)));
      const summand = termPolynomial({ coefficient: ONE, powers: inside });
      const name = inside.size === 0 ? `extent ${index}` : `sum ${index}{${printPolynomial(summand)}}`;
      if (inside.size > 0) this.separable = false;
      const indices = this.indicesOf(summand);
      indices.delete(index);
      this.indices.set(name, indices);
      total = add(
        total,
        fraction(multiplyPolynomials(atomPolynomial(name), termPolynomial({ coefficient, powers: outside }))),
      );
    }
    return divide(total, fraction(den));
  }

  private indicesOfAtom(atom: string): ReadonlySet<string> {
    const radicand = this.roots.radicand(atom);
    return radicand ? this.indicesOf(radicand) : (this.indices.get(atom) ?? new Set());
  }

  private indicesOf(polynomial: Polynomial): Set<string> {
    const atoms = [...polynomial.values()].flatMap(({ powers }) => [...powers.keys()]);
    return new Set(atoms.flatMap((atom) => [...this.indicesOfAtom(atom)]));
  }

  private text(node: Expression): string {
    return print(this.read(node));
  }

  private condition(condition: Condition): string {
    return condition.kind === 'and'
      ? condition.parts.map((part) => this.condition(part)).join('&')
      : `${this.text(condition.left)}${condition.op}${this.text(condition.right)}`;
  }

  private power(base: Expression, exponent: Expression): Fraction {
    const value = this.read(base);
    if (exponent.kind === 'literal' && exponent.value.den <= 2n) {
      const whole = Number(exponent.value.num);
      if (exponent.value.den === 2n) return this.wholePower(this.roots.root(value), whole);
      if (Math.abs(whole) <= MAX_EXPONENT) return this.wholePower(value, whole);
    }
    const raised = this.read(exponent);
    if (singleTerm(raised.den)?.powers.size !== 0) return this.opaque(`power{${print(value)},${print(raised)}}`);
    // b^(p + q) = b^p b^q, one atom for each monomial; independent of b where b is a symbol and the monomial is not 1.
    let result = UNIT;
    for (const [monomial, { coefficient }] of raised.num) {
      if (monomial === '' && coefficient.den === 1n) {
        result = multiply(result, this.wholePower(value, Number(coefficient.num)));
        continue;
      }
      if (base.kind !== 'symbol') this.separable = false;
      result = multiply(result, fraction(atomPolynomial(`power{${print(value)},${monomial}}`, coefficient)));
    }
    return result;
  }

  private wholePower(value: Fraction, exponent: number): Fraction {
    const n = Math.abs(exponent);
    const raised = this.settle(fraction(powerPolynomial(value.num, n), powerPolynomial(value.den, n)));
    return exponent >= 0 ? raised : fraction(raised.den, raised.num);
  }

  /** e^(p + q) = e^p e^q: one atom for each monomial, independent of symbols and of each other (Ax 1971). */
  private exponential(argument: Fraction): Fraction {
    if (singleTerm(argument.den)?.powers.size !== 0) return this.opaque(`exp{${print(argument)}}`);
    let result = UNIT;
    for (const [monomial, { coefficient, powers }] of argument.num) {
      if (monomial === '') this.constant('exp{}');
      else if (![...powers.keys()].every((name) => PLAIN.test(name))) this.separable = false;
      const name = `exp{${monomial}}`;
      this.indices.set(name, this.indicesOf(termPolynomial({ coefficient, powers })));
      result = multiply(result, fraction(atomPolynomial(name, coefficient)));
    }
    return result;
  }

  private call(fn: string, argument: Fraction): Fraction {
    switch (fn) {
      case 'exp':
        return this.exponential(argument);
      case 'expm1':
        return add(this.exponential(argument), negate(UNIT));
      case 'log1p':
        return this.call('log', add(UNIT, argument));
      case 'sqrt':
        return this.roots.root(argument);
      case 'tanh': {
        const square = this.exponential(multiply(TWO, argument));
        return divide(add(square, negate(UNIT)), add(square, UNIT));
      }
      case 'sinh':
      case 'cosh': {
        const inverse = this.exponential(negate(argument));
        const sum = add(this.exponential(argument), fn === 'sinh' ? negate(inverse) : inverse);
        return divide(sum, TWO);
      }
      case 'erfc':
        return add(UNIT, negate(this.call('erf', argument)));
      case 'erf':
      case 'sin':
      case 'sign':
        return this.oddCall(fn, argument);
      case 'cos':
      case 'abs':
        return this.opaque(`${fn}{${[print(argument), print(negate(argument))].sort()[0]}}`);
      default:
        return this.opaque(`${fn}{${print(argument)}}`);
    }
  }

  private oddCall(fn: string, argument: Fraction): Fraction {
    const plus = print(argument);
    const minus = print(negate(argument));
    return plus <= minus ? this.opaque(`${fn}{${plus}}`) : negate(this.opaque(`${fn}{${minus}}`));
  }
}

function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    // A quotient by an expression that is identically zero has no form either.
    if (error instanceof TooManyTerms || error instanceof RangeError) return undefined;
    throw error;
  }
}

/**
 * An expression as a quotient of expanded polynomials over atoms, as text; undefined where it would grow too large.
 * Common factors are not all cancelled, so equal expressions may print differently: compare with `sameNormalForm`.
 */
export function normalForm(expression: Expression): string | undefined {
  return attempt(() => print(new NormalFormReader().read(expression)));
}

/**
 * Whether two expressions are one function.
 *
 * `equal` is proved: their cross-multiplied normal forms coincide (roots are taken where every visible factor under
 * them is nonnegative). `different` is proved too: the forms differ and their atoms are algebraically independent.
 * Everything else is `unknown`.
 */
export function sameNormalForm(a: Expression, b: Expression): 'equal' | 'different' | 'unknown' {
  if (a === b) return 'equal';
  const reader = new NormalFormReader();
  const same = attempt(() => {
    const left = reader.read(a);
    const right = reader.read(b);
    const one = reader.settle(fraction(multiplyPolynomials(left.num, right.den)));
    const other = reader.settle(fraction(multiplyPolynomials(right.num, left.den)));
    const difference = add(one, negate(other));
    return reader.settle(difference).num.size === 0;
  });
  if (same === undefined) return 'unknown';
  return same ? 'equal' : reader.independent ? 'different' : 'unknown';
}
