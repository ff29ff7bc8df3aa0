import type { Format } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import { type Primitive, ULP_ERROR } from '../../reference/primitives.ts';
import type { ElementaryFunction } from '../../spec/language/expression.ts';
import { KERNEL_ULP, plainFunction, roundedFunction } from './emulate-function.ts';
import { exponentOf, twoTo } from './float-exponent.ts';

/**
 * What one operation made of rounded operands, lane by lane, and how far another sound evaluation of the same operations
 * in the same format may lie from it. The radius is Infinity where that evaluation may give anything at all (a divisor
 * that rounding may turn into zero), and 0 for an infinity or NaN that no rounding could avoid.
 *
 * Balls of one lane stand for as many equal ones as an operation needs.
 */
export interface Balls {
  readonly value: Float64Array;
  readonly radius: Float64Array;
}

/** Balls of `n` lanes, exactly 0. */
export const zeroBalls = (n: number): Balls => ({ value: new Float64Array(n), radius: new Float64Array(n) });

/** A lane's number is and-ed with this: 0 for balls of one lane, which are read again and again. */
export const maskOf = ({ value }: Balls): number => (value.length === 1 ? 0 : -1);

/** Our own rounding to nearest, in ulp; the subject's error of the primitive comes from the same table as K. */
const OWN_ULP = 0.5;

/** Operations that float64 itself rounds correctly. */
const BASIC = { add: true, sub: true, mul: true, div: true, sqrt: true };

const isBeyond = (x: number): boolean => !Number.isFinite(x);

/**
 * The operations of a format on balls: the value is that of the operands' values, correctly rounded; the radius follows
 * the running error analysis of Higham (Accuracy and Stability of Numerical Algorithms, 2nd ed., section 3.3).
 *
 * Values are computed in float64 and rounded once more. For + - x / and the square root of floats with p <= 24 bits that
 * double rounding is innocuous, since 53 >= 2 * 24 + 2 (Figueroa, When is double rounding innocuous?, SIGNUM 30(3), 1995).
 */
export class BallOperations {
  readonly #format: Format;
  readonly #largest: number;
  /** Results smaller than this may be lost; 0 where underflow is gradual. */
  readonly #flushed: number;
  readonly #fast: boolean;
  readonly #functions = new Map<ElementaryFunction, (a: Balls, out: Balls, k: number) => void>();

  /** @param fast elementary functions of float64 by its kernels, not correctly rounded; the radius says so */
  constructor(format: Format, flushes: boolean, fast: boolean) {
    this.#format = format;
    this.#fast = fast;
    this.#largest = largestFinite(format);
    this.#flushed = flushes ? twoTo(format.emin) : 0;
  }

  round(x: number): number {
    return roundNumber(this.#format, x);
  }

  ulp(x: number): number {
    return twoTo(Math.max(exponentOf(x), this.#format.emin) - this.#format.precision + 1);
  }

  /** Sets one lane to a given number: exact where the format holds it, else off by our rounding and by the subject's. */
  setGiven(out: Balls, at: number, x: number, uncertainty = 0): void {
    const value = this.round(x);
    out.value[at] = value;
    out.radius[at] = value === x && uncertainty === 0 ? 0 : this.ulp(x) + uncertainty;
  }

  /** A given number, in one lane. */
  given(x: number): Balls {
    const out = zeroBalls(1);
    this.setGiven(out, 0, x);
    return out;
  }

  add(a: Balls, b: Balls): Balls {
    return this.#arithmetic('add', a, b);
  }

  sub(a: Balls, b: Balls): Balls {
    return this.#arithmetic('sub', a, b);
  }

  mul(a: Balls, b: Balls): Balls {
    return this.#arithmetic('mul', a, b);
  }

  div(a: Balls, b: Balls): Balls {
    return this.#arithmetic('div', a, b);
  }

  min(a: Balls, b: Balls): Balls {
    return extreme(Math.min, a, b);
  }

  max(a: Balls, b: Balls): Balls {
    return extreme(Math.max, a, b);
  }

  /** a^n by repeated multiplication, as libraries and people do it. */
  integerPower(a: Balls, n: number): Balls {
    if (n === 0) return { value: new Float64Array(a.value.length).fill(1), radius: new Float64Array(a.value.length) };
    let result: Balls | undefined;
    let base = a;
    for (let rest = Math.abs(n); ; base = this.mul(base, base)) {
      if (rest % 2 === 1) result = result ? this.mul(result, base) : base;
      rest = Math.floor(rest / 2);
      if (rest === 0) break;
    }
    return n > 0 ? result! : this.div(this.given(1), result!);
  }

  /** a^b: repeated multiplication where b is an integer for certain, else e^(b ln a) in float64, rounded once. */
  power(a: Balls, b: Balls): Balls {
    const n = Math.max(a.value.length, b.value.length);
    const out = zeroBalls(n);
    for (let k = 0; k < n; k++) {
      const base = lane(a, k & maskOf(a));
      const exponent = lane(b, k & maskOf(b));
      const whole = exponent.radius[0] === 0 && Number.isSafeInteger(exponent.value[0]);
      const { value, radius } = whole
        ? this.integerPower(base, exponent.value[0]!)
        : this.#realPower(base.value[0]!, base.radius[0]!, exponent.value[0]!, exponent.radius[0]!);
      out.value[k] = value[0]!;
      out.radius[k] = radius[0]!;
    }
    return out;
  }

  call(fn: ElementaryFunction, a: Balls): Balls {
    let known = this.#functions.get(fn);
    if (!known) this.#functions.set(fn, (known = this.#function(fn)));
    const n = a.value.length;
    const out = zeroBalls(n);
    for (let k = 0; k < n; k++) known(a, out, k);
    return out;
  }

  /**
   * Of each row of `length` terms the sum, made by `add`, in some order; (n-1) u of the terms' sizes, once for us and once
   * for the subject.
   */
  sums(terms: Balls, length: number, add: (terms: Float64Array) => number): Balls {
    const n = terms.value.length / length;
    const out = zeroBalls(n);
    const unit = 2 * (length - 1) * twoTo(-this.#format.precision);
    for (let row = 0; row < n; row++) {
      let radius = 0;
      let sizes = 0;
      for (let k = row * length; k < (row + 1) * length; k++) {
        radius += terms.radius[k]!;
        sizes += Math.abs(terms.value[k]!);
      }
      const value = add(terms.value.subarray(row * length, (row + 1) * length));
      const certain = isBeyond(value) && radius === 0;
      out.value[row] = value;
      out.radius[row] = certain ? 0 : Number.isNaN(value) ? Number.POSITIVE_INFINITY : radius + unit * sizes;
    }
    return out;
  }

  /** Of each row of `length` terms the smallest or largest. */
  extremes(op: 'min' | 'max', terms: Balls, length: number): Balls {
    const out = zeroBalls(terms.value.length / length);
    for (let row = 0; row < out.value.length; row++) {
      const [from, to] = [row * length, (row + 1) * length];
      out.value[row] = Math[op](...terms.value.subarray(from, to));
      out.radius[row] = Math.max(...terms.radius.subarray(from, to));
    }
    return out;
  }

  #arithmetic(name: 'add' | 'sub' | 'mul' | 'div', a: Balls, b: Balls): Balls {
    const n = Math.max(a.value.length, b.value.length);
    const [maskA, maskB] = [maskOf(a), maskOf(b)];
    const out = zeroBalls(n);
    const units = this.#units(name);
    for (let k = 0; k < n; k++) {
      const x = a.value[k & maskA]!;
      const y = b.value[k & maskB]!;
      const p = a.radius[k & maskA]!;
      const q = b.radius[k & maskB]!;
      let unrounded: number;
      let moved: number;
      // May rounding have taken the divisor through zero?
      let open = false;
      if (name === 'add' || name === 'sub') {
        unrounded = name === 'add' ? x + y : x - y;
        moved = p + q;
      } else if (name === 'mul') {
        unrounded = x * y;
        moved = product(Math.abs(x), q) + product(Math.abs(y), p) + product(p, q);
      } else {
        unrounded = x / y;
        const room = Math.abs(y) - q;
        moved = y === 0 ? p : (p + product(Math.abs(unrounded), q)) / room;
        open = q > 0 && !(room > 0);
      }
      const value = this.round(unrounded);
      out.value[k] = value;
      if (open) {
        out.radius[k] = Number.POSITIVE_INFINITY;
      } else if (!isBeyond(value)) {
        out.radius[k] = moved + this.#error(units, value);
      } else {
        // What infinite operands give is certain unless something may have been anything; else it overflowed for
        // certain only where no rounding keeps it below the largest number.
        const special = isBeyond(x) || isBeyond(y) || (name === 'div' && y === 0);
        const certain = special
          ? Number.isFinite(p) && Number.isFinite(q)
          : Math.abs(unrounded) - moved > this.#largest;
        out.radius[k] = certain ? 0 : Number.POSITIVE_INFINITY;
      }
    }
    return out;
  }

  /** What a primitive may err by in ulp, for the subject and for us. */
  #units(name: Primitive): number {
    const own = this.#fast && this.#format.precision === 53 && !(name in BASIC) ? KERNEL_ULP : OWN_ULP;
    return ULP_ERROR[name] + own;
  }

  #error(units: number, value: number): number {
    const error = units * this.ulp(value);
    return Math.abs(value) < this.#flushed ? error + this.#flushed : error;
  }

  #realPower(x: number, p: number, y: number, q: number): Balls {
    const at = (base: number, exponent: number) =>
      exponent === 0 ? 1 : plainFunction('exp')(exponent * plainFunction('log')(base));
    const value = this.round(at(x, y));
    const low = this.#spread('pow', value, at(x - p, y - q), at(x - p, y + q));
    const high = this.#spread('pow', value, at(x + p, y - q), at(x + p, y + q));
    return { value: Float64Array.of(value), radius: Float64Array.of(Math.max(low, high)) };
  }

  #function(fn: ElementaryFunction): (a: Balls, out: Balls, k: number) => void {
    const rounded = roundedFunction(fn, this.#format, this.#fast);
    const plain = plainFunction(fn);
    if (fn === 'abs') {
      return (a, out, k) => {
        out.value[k] = Math.abs(a.value[k]!);
        out.radius[k] = a.radius[k]!;
      };
    }
    if (fn === 'floor' || fn === 'sign') {
      return (a, out, k) => {
        const [x, p] = [a.value[k]!, a.radius[k]!];
        out.value[k] = plain(x);
        out.radius[k] = plain(x + p) - plain(x - p);
      };
    }
    // Not monotonic: sin and cos move by no more than their argument, cosh is largest at the far end.
    if (fn === 'sin' || fn === 'cos') {
      const units = this.#units(fn);
      return (a, out, k) => {
        const value = rounded(a.value[k]!);
        out.value[k] = value;
        out.radius[k] = Math.min(2, a.radius[k]!) + this.#error(units, value);
      };
    }
    return (a, out, k) => {
      const x = a.value[k]!;
      const p = a.radius[k]!;
      const value = rounded(x);
      const high = plain(p === 0 ? x : (fn === 'cosh' ? Math.abs(x) : x) + p);
      const low = p === 0 || fn === 'cosh' ? high : plain(x - p);
      out.value[k] = value;
      out.radius[k] = this.#spread(fn, value, low, high);
    };
  }

  /** How far values at the ends of an argument's range lie from the one in the middle. */
  #spread(name: Primitive, value: number, low: number, high: number): number {
    if (isBeyond(value)) {
      const same = Object.is(this.round(low), value) && Object.is(this.round(high), value);
      return same ? 0 : Number.POSITIVE_INFINITY;
    }
    const moved = Math.max(Math.abs(low - value), Math.abs(high - value));
    return Number.isNaN(moved) ? Number.POSITIVE_INFINITY : moved + this.#error(this.#units(name), value);
  }
}

const lane = ({ value, radius }: Balls, k: number): Balls => ({
  value: value.subarray(k, k + 1),
  radius: radius.subarray(k, k + 1),
});

function extreme(choose: (x: number, y: number) => number, a: Balls, b: Balls): Balls {
  const n = Math.max(a.value.length, b.value.length);
  const [maskA, maskB] = [maskOf(a), maskOf(b)];
  const out = zeroBalls(n);
  for (let k = 0; k < n; k++) {
    out.value[k] = choose(a.value[k & maskA]!, b.value[k & maskB]!);
    out.radius[k] = Math.max(a.radius[k & maskA]!, b.radius[k & maskB]!);
  }
  return out;
}

/** 0 times an unbounded radius is 0 here: an exact zero stays one. */
const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);
