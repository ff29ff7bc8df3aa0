import type { Expression } from '../spec/language/expression.ts';
import { HALF, ONE, rational } from '../spec/language/rational.ts';
import { createEvaluator, type Environment, type Evaluator } from './evaluate.ts';
import type { IntervalField } from './interval/field.ts';

/** A value and its derivative with respect to one number. */
export interface Jet<T> {
  readonly value: T;
  readonly derivative: T;
}

/** The occurrences of a symbol to differentiate by: the element of `key` at these positions. */
export interface Variable {
  readonly key: string;
  /** 1 for the value at `t-1`; 0 where not given. */
  readonly lag?: 0 | 1;
  readonly positions?: readonly number[];
}

/**
 * Interval arithmetic on values with derivatives. At a kink the derivative is the hull of both one-sided ones, at a
 * jump it is unbounded; both only where the argument moves.
 */
export function jetField<T>(field: IntervalField<T>): IntervalField<Jet<T>> {
  const number = (n: number): T => field.fromRational(rational(BigInt(n)));
  const [zero, one, minusOne] = [number(0), number(1), number(-1)];
  const unbounded = field.fromBounds('-inf', 'inf');
  const fixed = (value: T): Jet<T> => ({ value, derivative: zero });
  /** Certainly without change: the canonical zero, or any element that is exactly 0. */
  const still = (a: T): boolean => a === zero || field.compare(a, zero) === 'equal';
  /** `slope * derivative`, where nothing moves also for slopes that are unbounded or undefined. */
  const chain = (slope: () => T, derivative: T): T => (still(derivative) ? zero : field.mul(slope(), derivative));
  const call =
    (f: (a: T) => T, slope: (a: T, value: T) => T) =>
    (a: Jet<T>): Jet<T> => {
      const value = f(a.value);
      return { value, derivative: chain(() => slope(a.value, value), a.derivative) };
    };
  const plus = (a: T, b: T): T => (still(a) ? b : still(b) ? a : field.add(a, b));
  const stepwise = (f: (a: T) => T, jumps: (a: T) => boolean) => call(f, (a) => (jumps(a) ? unbounded : zero));
  const touchesInteger = (a: T): boolean =>
    field.compare(field.floor(a), field.neg(field.floor(field.neg(a)))) !== 'less';
  const crossesZero = (a: T): boolean => field.compare(field.abs(a), zero) !== 'greater';
  const extreme =
    (choose: (a: T, b: T) => T, first: 'less' | 'greater') =>
    (a: Jet<T>, b: Jet<T>): Jet<T> => {
      const order = field.compare(a.value, b.value);
      const derivative =
        order === first
          ? a.derivative
          : order === 'less' || order === 'greater'
            ? b.derivative
            : field.hull(a.derivative, b.derivative);
      return { value: choose(a.value, b.value), derivative };
    };
  const gaussianSlope = (a: T): T =>
    field.mul(field.div(number(2), field.sqrt(field.pi())), field.exp(field.neg(field.power(a, 2))));
  const inverse = (a: T): T => field.div(one, a);

  return {
    name: field.name,
    bits: field.bits,
    precision: (bits) => jetField(field.precision(bits)),
    fromRational: (q) => fixed(field.fromRational(q)),
    fromBounds: (lower, upper) => fixed(field.fromBounds(lower, upper)),
    bounds: (a) => field.bounds(a.value),
    add: (a, b) => ({ value: field.add(a.value, b.value), derivative: plus(a.derivative, b.derivative) }),
    sub: (a, b) => ({
      value: field.sub(a.value, b.value),
      derivative: plus(a.derivative, still(b.derivative) ? zero : field.neg(b.derivative)),
    }),
    mul: (a, b) => ({
      value: field.mul(a.value, b.value),
      derivative: plus(
        chain(() => b.value, a.derivative),
        chain(() => a.value, b.derivative),
      ),
    }),
    div: (a, b) => {
      const value = field.div(a.value, b.value);
      // (a/b)' = (a' - (a/b) b') / b.
      const change = plus(
        a.derivative,
        chain(() => field.neg(value), b.derivative),
      );
      return { value, derivative: chain(() => inverse(b.value), change) };
    },
    neg: (a) => ({ value: field.neg(a.value), derivative: still(a.derivative) ? zero : field.neg(a.derivative) }),
    abs: call(field.abs, (a) => {
      const order = field.compare(a, zero);
      return order === 'greater' ? one : order === 'less' ? minusOne : field.hull(minusOne, one);
    }),
    min: extreme(field.min, 'less'),
    max: extreme(field.max, 'greater'),
    power: (a, n) =>
      call(
        (x) => field.power(x, n),
        (x) => (n === 0 ? zero : field.mul(number(n), field.power(x, n - 1))),
      )(a),
    pow: (a, b) => {
      const value = field.pow(a.value, b.value);
      const byBase = chain(() => field.mul(b.value, field.pow(a.value, field.sub(b.value, one))), a.derivative);
      const byExponent = chain(() => field.mul(value, field.log(a.value)), b.derivative);
      return { value, derivative: plus(byBase, byExponent) };
    },
    sqrt: call(field.sqrt, (_, root) => field.div(field.fromRational(HALF), root)),
    exp: call(field.exp, (_, value) => value),
    expm1: call(field.expm1, (a) => field.exp(a)),
    log: call(field.log, inverse),
    log1p: call(field.log1p, (a) => inverse(field.add(one, a))),
    // 1/cosh^2 keeps relative accuracy where 1 - tanh^2 cancels.
    tanh: call(field.tanh, (a) => field.power(field.cosh(a), -2)),
    sinh: call(field.sinh, field.cosh),
    cosh: call(field.cosh, field.sinh),
    erf: call(field.erf, gaussianSlope),
    erfc: call(field.erfc, (a) => field.neg(gaussianSlope(a))),
    sin: call(field.sin, field.cos),
    cos: call(field.cos, (a) => field.neg(field.sin(a))),
    floor: stepwise(field.floor, touchesInteger),
    sign: stepwise(field.sign, crossesZero),
    pi: () => fixed(field.pi()),
    e: () => fixed(field.e()),
    hull: (a, b) => ({ value: field.hull(a.value, b.value), derivative: field.hull(a.derivative, b.derivative) }),
    compare: (a, b) => field.compare(a.value, b.value),
    atMost: (a, b) => field.atMost(a.value, b.value),
    integer: (a) => (still(a.derivative) ? field.integer(a.value) : undefined),
    kinks: {
      kink: (a, b) => {
        const order = field.compare(a.value, b.value);
        return order !== 'less' && order !== 'greater' && !(still(a.derivative) && still(b.derivative));
      },
      join: (chosen, other) => ({
        value: chosen.value,
        derivative: field.hull(chosen.derivative, other.derivative),
      }),
    },
  };
}

/**
 * An evaluator of values with their derivatives by one number of the environment: an element that contains every
 * one-sided derivative, empty where the expression itself is defined nowhere.
 */
export function createDerivative<T>(
  field: IntervalField<T>,
  environment: Environment,
  variable: Variable,
): Evaluator<T> {
  const wanted = variable.positions ?? [];
  const one = field.fromRational(ONE);
  const jets = createEvaluator(jetField(field), environment, {
    leaf: (key, lag, positions, element) =>
      key === variable.key &&
      lag === (variable.lag ?? 0) &&
      positions.length === wanted.length &&
      positions.every((position, i) => position === wanted[i])
        ? { value: element.value, derivative: one }
        : element,
  });
  return (root, bindings) => {
    const { value, derivative } = jets(root, bindings);
    return field.bounds(value) === undefined ? value : derivative;
  };
}

/** The derivative of one expression by one number of the environment: see `createDerivative`. */
export const derivative = <T>(
  field: IntervalField<T>,
  root: Expression,
  environment: Environment,
  variable: Variable,
  bindings?: ReadonlyMap<string, number>,
): T => createDerivative(field, environment, variable)(root, bindings);
