import {
  addRational,
  divideRational,
  multiplyRational,
  negateRational,
  ONE,
  type Rational,
  rational,
  rationalFromNumber,
  ZERO,
} from '../../../spec/language/rational.ts';
import {
  add,
  divide,
  type Fixed,
  fixed,
  hull,
  leastSize,
  multiply,
  negate,
  power,
  size,
  subtract,
} from './fixed-interval.ts';
import type { Formula, StraightLine } from './straight-line.ts';

/** Unit roundoff of float64. */
export const U: Fixed = fixed(rational(1n, 1n << 53n));
const NOTHING: Fixed = fixed(ZERO);

/**
 * What is known of a number over a piece on which the variable v lies in an interval: computed value and exact value are
 * v^power times a computed and an exact factor; the exact factor lies in `range`, and the two differ by at most `error`.
 * Keeping v^power outside is what gives relative bounds down to v = 0.
 *
 * Every operation rounds by at most u relative; underflow is not seen (each kernel says what it adds).
 */
export interface Quantity {
  readonly power: number;
  readonly range: Fixed;
  readonly error: Fixed;
}

/** A number of the source, known exactly. */
export const constant = (value: number): Quantity => ({
  power: 0,
  range: fixed(rationalFromNumber(value)),
  error: NOTHING,
});

/** v itself, as computed with relative error at most `error`. */
export const variable = (error: Fixed = NOTHING): Quantity => ({ power: 1, range: fixed(ONE), error });

/** Computed and exact value as they are, without a factor of v. */
export const plain = (range: Fixed, error: Fixed = NOTHING): Quantity => ({ power: 0, range, error });

/** Magnitudes are upper ends. */
const times = (a: Fixed, b: Fixed): Fixed => size(multiply(a, b));

const rounded = ({ power: k, range, error }: Quantity): Quantity => ({
  power: k,
  range,
  error: add(error, times(U, add(size(range), error))),
});

/** Multiplication by a power of two is exact. */
const isPowerOfTwo = ({ power: k, range, error }: Quantity): boolean =>
  k === 0 && error.hi === 0n && range.lo === range.hi && range.lo > 0n && (range.lo & (range.lo - 1n)) === 0n;

/** Operations on quantities over the piece on which v lies in `piece`. */
export class RunningError {
  readonly piece: Fixed;

  constructor(piece: Fixed) {
    this.piece = piece;
  }

  /** The same number with fewer powers of v outside. */
  lower(a: Quantity, to: number): Quantity {
    if (to === a.power) return a;
    const factor = power(this.piece, a.power - to);
    return { power: to, range: multiply(a.range, factor), error: times(a.error, size(factor)) };
  }

  add(a: Quantity, b: Quantity, sign: 1 | -1 = 1): Quantity {
    const common = Math.min(a.power, b.power);
    const [x, y] = [this.lower(a, common), this.lower(b, common)];
    const range = sign > 0 ? add(x.range, y.range) : subtract(x.range, y.range);
    return rounded({ power: common, range, error: add(x.error, y.error) });
  }

  multiply(a: Quantity, b: Quantity): Quantity {
    const error = add(add(times(size(a.range), b.error), times(size(b.range), a.error)), times(a.error, b.error));
    const product = { power: a.power + b.power, range: multiply(a.range, b.range), error };
    return isPowerOfTwo(a) || isPowerOfTwo(b) ? product : rounded(product);
  }

  /** By a number known exactly. */
  divide(a: Quantity, b: Quantity): Quantity {
    const range = divide(a.range, b.range);
    const error = size(divide(a.error, leastSize(b.range)));
    return rounded({ power: a.power - b.power, range, error });
  }
}

/** What the names of a formula mean: quantities, functions of one argument, arrays by the number of the element. */
export interface Scope {
  readonly names: ReadonlyMap<string, Quantity>;
  readonly functions?: ReadonlyMap<string, (argument: Quantity) => Quantity>;
  readonly element?: (index: number) => Quantity;
}

/** The value of a formula without names, as float64 computes it; undefined where it has names. */
export function folded(formula: Formula): number | undefined {
  if (formula.kind === 'number') return formula.value;
  if (formula.kind === 'negate') {
    const operand = folded(formula.operand);
    return operand === undefined ? undefined : -operand;
  }
  if (!('left' in formula)) return undefined;
  const [a, b] = [folded(formula.left), folded(formula.right)];
  if (a === undefined || b === undefined) return undefined;
  return formula.kind === '+' ? a + b : formula.kind === '-' ? a - b : formula.kind === '*' ? a * b : a / b;
}

/** `i + 7` names element 7 of a row. */
function elementNumber(index: Formula): number {
  if (index.kind === '+' && index.right.kind === 'number') return index.right.value;
  throw new SyntaxError('an element is written t[i + number]');
}

function known<T>(found: T | undefined, name: string): T {
  if (found === undefined) throw new ReferenceError(`the proof does not know ${name}`);
  return found;
}

/** Runs a formula, every operation rounded but products with powers of two. */
export function run(formula: Formula, machine: RunningError, scope: Scope): Quantity {
  const value = folded(formula);
  if (value !== undefined) return constant(value);
  switch (formula.kind) {
    case 'name':
      return known(scope.names.get(formula.name), formula.name);
    case 'negate': {
      const operand = run(formula.operand, machine, scope);
      return { ...operand, range: negate(operand.range) };
    }
    case 'call':
      return known(scope.functions?.get(formula.name), formula.name)(run(formula.argument, machine, scope));
    case 'element':
      return known(scope.element, formula.name)(elementNumber(formula.argument));
    case '+':
    case '-':
      return machine.add(
        run(formula.left, machine, scope),
        run(formula.right, machine, scope),
        formula.kind === '+' ? 1 : -1,
      );
    case '*':
      return machine.multiply(run(formula.left, machine, scope), run(formula.right, machine, scope));
    case '/':
      return machine.divide(run(formula.left, machine, scope), run(formula.right, machine, scope));
    case 'number':
      return constant(formula.value);
  }
}

/** Runs the lines of a function and its result. */
export function runLines({ lines, result }: StraightLine, machine: RunningError, scope: Scope): Quantity {
  const names = new Map(scope.names);
  for (const { name, formula } of lines) {
    names.set(name, run(formula, machine, { ...scope, names }));
  }
  return run(result, machine, { ...scope, names });
}

/** Coefficients by power: the polynomial that a formula is over the reals, its constants as float64 holds them. */
export type Polynomial = readonly Rational[];

const coefficient = (p: Polynomial, i: number): Rational => p[i] ?? ZERO;

export function polynomialOf(formula: Formula, names: ReadonlyMap<string, Polynomial>): Polynomial {
  const value = folded(formula);
  if (value !== undefined) return [rationalFromNumber(value)];
  switch (formula.kind) {
    case 'name':
      return known(names.get(formula.name), formula.name);
    case 'negate':
      return polynomialOf(formula.operand, names).map(negateRational);
    case '+':
    case '-': {
      const [a, b] = [polynomialOf(formula.left, names), polynomialOf(formula.right, names)];
      const length = Math.max(a.length, b.length);
      return Array.from({ length }, (_, i) =>
        addRational(coefficient(a, i), formula.kind === '+' ? coefficient(b, i) : negateRational(coefficient(b, i))),
      );
    }
    case '*': {
      const [a, b] = [polynomialOf(formula.left, names), polynomialOf(formula.right, names)];
      const product: Rational[] = Array.from({ length: a.length + b.length - 1 }, () => ZERO);
      for (const [i, p] of a.entries())
        for (const [j, q] of b.entries()) product[i + j] = addRational(product[i + j]!, multiplyRational(p, q));
      return product;
    }
    case '/': {
      const [divisor, ...others] = polynomialOf(formula.right, names);
      if (others.length > 0) throw new SyntaxError('a polynomial is divided by a number only');
      return polynomialOf(formula.left, names).map((p) => divideRational(p, divisor!));
    }
    default:
      throw new SyntaxError(`${formula.kind} is no polynomial`);
  }
}

/** The polynomial of a function in its variable. */
export function polynomialOfLines({ lines, result }: StraightLine, name: string): Polynomial {
  const names = new Map<string, Polynomial>([[name, [ZERO, ONE]]]);
  for (const line of lines) names.set(line.name, polynomialOf(line.formula, names));
  return polynomialOf(result, names);
}

/**
 * The largest |p(v) - f(v)| / |v|^lost for |v| <= `radius`, where f has the Taylor coefficients `taylor` and what those
 * leave out is at most `rest` (over |v|^lost as well).
 */
export function distance(p: Polynomial, taylor: (n: number) => Rational, radius: Fixed, rest: Fixed, lost = 0): Fixed {
  let total = rest;
  p.forEach((c, n) => {
    const difference = addRational(c, negateRational(taylor(n)));
    if (n >= lost) total = add(total, times(size(fixed(difference)), power(radius, n - lost)));
    else if (difference.num !== 0n) throw new RangeError(`the coefficient of power ${n} must be exact`);
  });
  return size(total);
}

/** Both ends of each of `count` equal pieces. */
export function pieces(lower: Rational, upper: Rational, count: number): Fixed[] {
  const step = divideRational(addRational(upper, negateRational(lower)), rational(BigInt(count)));
  const end = (i: number): Fixed => fixed(addRational(lower, multiplyRational(step, rational(BigInt(i)))));
  return Array.from({ length: count }, (_, i) => hull(end(i), end(i + 1)));
}
