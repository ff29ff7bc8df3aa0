import type { Format } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { largestFinite } from '../../reference/formats/ulp.ts';
import { type Primitive, ULP_ERROR } from '../../reference/primitives.ts';
import type { ElementaryFunction } from '../../spec/language/expression.ts';
import { KERNEL_ULP, plainFunction, roundedFunction } from './emulate-function.ts';
import { exponentOf, twoTo } from './float-exponent.ts';

/**
 * What one operation made of rounded operands, and how far another sound evaluation of the same operations in the
 * same format may lie from it. The radius is Infinity where that evaluation may give anything at all (a divisor that
 * rounding may turn into zero), and 0 for an infinity or NaN that no rounding could avoid.
 */
export interface Ball {
  readonly value: number;
  readonly radius: number;
}

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
  readonly #functions = new Map<ElementaryFunction, (a: Ball) => Ball>();

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

  /** A given number: exact where the format holds it, else off by our rounding and by the subject's. */
  given(x: number, uncertainty = 0): Ball {
    const value = this.round(x);
    return { value, radius: value === x && uncertainty === 0 ? 0 : this.ulp(x) + uncertainty };
  }

  add(a: Ball, b: Ball): Ball {
    return this.#arithmetic('add', a.value + b.value, a, b, a.radius + b.radius);
  }

  sub(a: Ball, b: Ball): Ball {
    return this.#arithmetic('sub', a.value - b.value, a, b, a.radius + b.radius);
  }

  mul(a: Ball, b: Ball): Ball {
    const moved = product(Math.abs(a.value), b.radius) + product(Math.abs(b.value), a.radius);
    return this.#arithmetic('mul', a.value * b.value, a, b, moved + product(a.radius, b.radius));
  }

  div(a: Ball, b: Ball): Ball {
    const quotient = a.value / b.value;
    const room = Math.abs(b.value) - b.radius;
    if (b.radius > 0 && !(room > 0)) return { value: this.round(quotient), radius: Number.POSITIVE_INFINITY };
    const moved = b.value === 0 ? a.radius : (a.radius + product(Math.abs(quotient), b.radius)) / room;
    return this.#arithmetic('div', quotient, a, b, moved);
  }

  min(a: Ball, b: Ball): Ball {
    return { value: Math.min(a.value, b.value), radius: Math.max(a.radius, b.radius) };
  }

  max(a: Ball, b: Ball): Ball {
    return { value: Math.max(a.value, b.value), radius: Math.max(a.radius, b.radius) };
  }

  /** a^n by repeated multiplication, as libraries and people do it. */
  integerPower(a: Ball, n: number): Ball {
    if (n === 0) return { value: 1, radius: 0 };
    let result: Ball | undefined;
    let base = a;
    for (let rest = Math.abs(n); ; base = this.mul(base, base)) {
      if (rest % 2 === 1) result = result ? this.mul(result, base) : base;
      rest = Math.floor(rest / 2);
      if (rest === 0) break;
    }
    return n > 0 ? result! : this.div({ value: 1, radius: 0 }, result!);
  }

  /** a^b for real b: e^(b ln a) in float64, rounded once; the radius looks at the corners. */
  realPower(a: Ball, b: Ball): Ball {
    const at = (x: number, y: number) => (y === 0 ? 1 : plainFunction('exp')(y * plainFunction('log')(x)));
    const value = this.round(at(a.value, b.value));
    const corners = [-1, 1].flatMap((s) => [-1, 1].map((r) => at(a.value + s * a.radius, b.value + r * b.radius)));
    return { value, radius: this.#spread('pow', value, corners) };
  }

  call(fn: ElementaryFunction, a: Ball): Ball {
    let known = this.#functions.get(fn);
    if (!known) this.#functions.set(fn, (known = this.#function(fn)));
    return known(a);
  }

  /** The sum of terms that were added in some order; (n-1) u of the terms' sizes, once for us and once for the subject. */
  sum(value: number, terms: readonly Ball[]): Ball {
    let radius = 0;
    let sizes = 0;
    for (const term of terms) {
      radius += term.radius;
      sizes += Math.abs(term.value);
    }
    const rounding = 2 * (terms.length - 1) * twoTo(-this.#format.precision) * sizes;
    const certain = isBeyond(value) && radius === 0;
    return { value, radius: certain ? 0 : Number.isNaN(value) ? Number.POSITIVE_INFINITY : radius + rounding };
  }

  #arithmetic(name: 'add' | 'sub' | 'mul' | 'div', unrounded: number, a: Ball, b: Ball, moved: number): Ball {
    const value = this.round(unrounded);
    if (!isBeyond(value)) return { value, radius: moved + this.#error(name, value) };
    // What infinite operands give is certain unless something may have been anything; else it overflowed for certain
    // only where no rounding keeps it below the largest number.
    const special = isBeyond(a.value) || isBeyond(b.value) || (name === 'div' && b.value === 0);
    const certain = special
      ? Number.isFinite(a.radius) && Number.isFinite(b.radius)
      : Math.abs(unrounded) - moved > this.#largest;
    return { value, radius: certain ? 0 : Number.POSITIVE_INFINITY };
  }

  #error(name: Primitive, value: number): number {
    const own = this.#fast && this.#format.precision === 53 && !(name in BASIC) ? KERNEL_ULP : OWN_ULP;
    const error = (ULP_ERROR[name] + own) * this.ulp(value);
    return Math.abs(value) < this.#flushed ? error + this.#flushed : error;
  }

  #function(fn: ElementaryFunction): (a: Ball) => Ball {
    const rounded = roundedFunction(fn, this.#format, this.#fast);
    const plain = plainFunction(fn);
    if (fn === 'abs') return (a) => ({ value: Math.abs(a.value), radius: a.radius });
    if (fn === 'floor' || fn === 'sign') {
      return (a) => {
        const value = plain(a.value);
        return { value, radius: plain(a.value + a.radius) - plain(a.value - a.radius) };
      };
    }
    // Not monotonic: sin and cos move by no more than their argument, cosh is largest at the far end.
    if (fn === 'sin' || fn === 'cos') {
      return (a) => ({ value: rounded(a.value), radius: Math.min(2, a.radius) + this.#error(fn, rounded(a.value)) });
    }
    return (a) => {
      const value = rounded(a.value);
      const far = fn === 'cosh' ? [Math.abs(a.value) + a.radius] : [a.value - a.radius, a.value + a.radius];
      return { value, radius: this.#spread(fn, value, (a.radius === 0 ? [a.value] : far).map(plain)) };
    };
  }

  /** How far values at the ends of an argument's range lie from the one in the middle. */
  #spread(name: Primitive, value: number, ends: readonly number[]): number {
    if (isBeyond(value)) {
      const same = ends.every((end) => Object.is(this.round(end), value));
      return same ? 0 : Number.POSITIVE_INFINITY;
    }
    const moved = Math.max(...ends.map((end) => Math.abs(end - value)));
    return Number.isNaN(moved) ? Number.POSITIVE_INFINITY : moved + this.#error(name, value);
  }
}

/** 0 times an unbounded radius is 0 here: an exact zero stays one. */
const product = (a: number, b: number): number => (a === 0 || b === 0 ? 0 : a * b);
