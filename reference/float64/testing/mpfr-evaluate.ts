import { init } from 'gmp-wasm';
import type { Condition, Expression } from '../../../spec/language/expression.ts';

/** Value of a symbol at the given index values (from 1). */
export type Lookup = (key: string, lag: 0 | 1, at: readonly number[]) => number;

export interface Evaluation {
  /** Whether [lower, upper] certainly lacks the value; `undefined` where the value is not a real number. */
  misses(lower: number, upper: number): boolean | undefined;
  /** The value rounded to float64. */
  readonly nearest: number;
}

const { binding: mpfr } = await init();

/** Pointer to an MPFR number. */
type Real = number;
const NEAREST = 0;

/**
 * 600 bits: inputs are float64, so sums and products of a few of them are exact, and what rounding there is stays
 * below 2^-500 of the largest intermediate result, which `misses` grants.
 */
const BITS = 600;
const GRANTED = -500;

/** Numbers live until the next evaluation and are then used again. */
const arena: Real[] = [];
let used = 0;

function fresh(): Real {
  if (used === arena.length) {
    const real = mpfr.mpfr_t();
    mpfr.mpfr_init2(real, BITS);
    arena.push(real);
  }
  return arena[used++]!;
}

function fromNumber(x: number): Real {
  const real = fresh();
  mpfr.mpfr_set_d(real, x, NEAREST);
  return real;
}

/** An integer of any size, an octal digit at a time. */
function fromInteger(n: bigint): Real {
  const real = fromNumber(0);
  const digits = (n < 0n ? -n : n).toString(8).split('');
  for (const digit of digits) {
    mpfr.mpfr_mul_2si(real, real, 3, NEAREST);
    mpfr.mpfr_add_d(real, real, Number(digit), NEAREST);
  }
  if (n < 0n) mpfr.mpfr_neg(real, real, NEAREST);
  return real;
}

type Unary = (rop: Real, op: Real, rnd: number) => number;
type Binary = (rop: Real, left: Real, right: Real, rnd: number) => number;

function unary(f: Unary, a: Real): Real {
  const real = fresh();
  f(real, a, NEAREST);
  return real;
}

function binary(f: Binary, a: Real, b: Real): Real {
  const real = fresh();
  f(real, a, b, NEAREST);
  return real;
}

const isUndefined = (a: Real): boolean => mpfr.mpfr_nan_p(a) !== 0;
const isZero = (a: Real): boolean => mpfr.mpfr_zero_p(a) !== 0;

const FUNCTIONS: Readonly<Record<string, Unary>> = {
  exp: mpfr.mpfr_exp,
  expm1: mpfr.mpfr_expm1,
  log: mpfr.mpfr_log,
  log1p: mpfr.mpfr_log1p,
  sqrt: mpfr.mpfr_sqrt,
  tanh: mpfr.mpfr_tanh,
  sinh: mpfr.mpfr_sinh,
  cosh: mpfr.mpfr_cosh,
  erf: mpfr.mpfr_erf,
  erfc: mpfr.mpfr_erfc,
  sin: mpfr.mpfr_sin,
  cos: mpfr.mpfr_cos,
  abs: mpfr.mpfr_abs,
  floor: (rop, op) => mpfr.mpfr_floor(rop, op),
  sign: (rop, op) =>
    isUndefined(op) ? mpfr.mpfr_set(rop, op, NEAREST) : mpfr.mpfr_set_d(rop, mpfr.mpfr_sgn(op), NEAREST),
};

const ARITHMETIC = { add: mpfr.mpfr_add, sub: mpfr.mpfr_sub, mul: mpfr.mpfr_mul, div: mpfr.mpfr_div };

const COMPARISONS = {
  '<': (order: number) => order < 0,
  '<=': (order: number) => order <= 0,
  '>': (order: number) => order > 0,
  '>=': (order: number) => order >= 0,
  '=': (order: number) => order === 0,
  '!=': (order: number) => order !== 0,
};

/**
 * The DAG evaluated by GNU MPFR, element by element: shares nothing with the tape. Quotients by zero, logarithms of
 * zero and the like are undefined (NaN), not infinite. The result holds until the next call.
 */
export function mpfrEvaluate(
  root: Expression,
  lookup: Lookup,
  extents: ReadonlyMap<string, number>,
  at: ReadonlyMap<string, number>,
): Evaluation {
  used = 0;
  const known = new Map<string, Real>();
  const largest = fromNumber(0);

  const holds = (condition: Condition, where: ReadonlyMap<string, number>): boolean | undefined => {
    if (condition.kind === 'and') {
      const parts = condition.parts.map((part) => holds(part, where));
      return parts.includes(undefined) ? undefined : !parts.includes(false);
    }
    const left = visit(condition.left, where);
    const right = visit(condition.right, where);
    return isUndefined(left) || isUndefined(right) ? undefined : COMPARISONS[condition.op](mpfr.mpfr_cmp(left, right));
  };

  const visit = (node: Expression, where: ReadonlyMap<string, number>): Real => {
    const key = `${node.id}|${[...where].join(';')}`;
    const done = known.get(key);
    if (done !== undefined) return done;
    const value = compute(node, where);
    if (mpfr.mpfr_cmpabs(value, largest) > 0) mpfr.mpfr_abs(largest, value, NEAREST);
    known.set(key, value);
    return value;
  };

  const extreme = (op: 'min' | 'max', a: Real, b: Real): Real =>
    isUndefined(a) ? a : isUndefined(b) ? b : binary(op === 'min' ? mpfr.mpfr_min : mpfr.mpfr_max, a, b);

  const compute = (node: Expression, where: ReadonlyMap<string, number>): Real => {
    const undefinedValue = (): Real => fromNumber(Number.NaN);
    const of = (operand: Expression): Real => visit(operand, where);
    switch (node.kind) {
      case 'literal':
        return binary(mpfr.mpfr_div, fromInteger(node.value.num), fromInteger(node.value.den));
      case 'constant': {
        const real = fromNumber(1);
        if (node.name === 'pi') mpfr.mpfr_const_pi(real, NEAREST);
        return node.name === 'pi' ? real : unary(mpfr.mpfr_exp, real);
      }
      case 'symbol': {
        const indices = node.indices.map((index) => where.get(index)!);
        return fromNumber(lookup(node.key, node.lag, indices));
      }
      case 'index':
        return fromNumber(where.get(node.name)!);
      case 'extent':
        return fromNumber(extents.get(node.index)!);
      case 'neg':
        return unary(mpfr.mpfr_neg, of(node.operand));
      case 'add':
      case 'sub':
      case 'mul':
        return binary(ARITHMETIC[node.kind], of(node.left), of(node.right));
      case 'div':
        return isZero(of(node.right)) ? undefinedValue() : binary(mpfr.mpfr_div, of(node.left), of(node.right));
      case 'power': {
        const [base, exponent] = [of(node.base), of(node.exponent)];
        if (isUndefined(base) || isUndefined(exponent) || (isZero(base) && mpfr.mpfr_sgn(exponent) < 0))
          return undefinedValue();
        return binary(mpfr.mpfr_pow, base, exponent);
      }
      case 'min':
      case 'max':
        return extreme(node.kind, of(node.left), of(node.right));
      case 'select': {
        const chosen = holds(node.condition, where);
        return chosen === undefined ? undefinedValue() : of(chosen ? node.then : node.otherwise);
      }
      case 'call': {
        const value = unary(FUNCTIONS[node.fn]!, of(node.argument));
        return mpfr.mpfr_inf_p(value) !== 0 && node.fn.startsWith('log') ? undefinedValue() : value;
      }
      case 'reduce': {
        let total: Real | undefined;
        for (let k = 1; k <= extents.get(node.index)!; k++) {
          const term = visit(node.body, new Map([...where, [node.index, k]]));
          if (total === undefined) total = term;
          else total = node.op === 'sum' ? binary(mpfr.mpfr_add, total, term) : extreme(node.op, total, term);
        }
        return total ?? fromNumber(0);
      }
    }
  };

  const value = visit(root, at);
  return {
    nearest: mpfr.mpfr_get_d(value, NEAREST),
    misses(lower, upper) {
      // Beyond MPFR's exponents, or by a quotient of something too large, nothing is known.
      if (isUndefined(value) || mpfr.mpfr_inf_p(largest) !== 0) return undefined;
      const granted = fresh();
      mpfr.mpfr_mul_2si(granted, largest, GRANTED, NEAREST);
      const high = mpfr.mpfr_cmp_d(binary(mpfr.mpfr_add, value, granted), lower);
      const low = mpfr.mpfr_cmp_d(binary(mpfr.mpfr_sub, value, granted), upper);
      return high < 0 || low > 0;
    },
  };
}
