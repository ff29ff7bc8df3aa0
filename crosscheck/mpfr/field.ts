import { init, mpfr_rnd_t } from 'gmp-wasm';

/** The raw functions of MPFR, compiled to WebAssembly. */
export type MpfrBinding = Awaited<ReturnType<typeof init>>['binding'];

type Pointer = number;
type Unary = (result: Pointer, operand: Pointer, rounding: mpfr_rnd_t) => number;
type Binary = (result: Pointer, left: Pointer, right: Pointer, rounding: mpfr_rnd_t) => number;

/**
 * Two MPFR numbers around a real one: `lower <= value <= upper`, either end possibly infinite. Valid until the
 * field that made it is released.
 */
export interface Between {
  readonly lower: Pointer;
  readonly upper: Pointer;
}

const DOWN = mpfr_rnd_t.MPFR_RNDD;
const UP = mpfr_rnd_t.MPFR_RNDU;

let loading: Promise<MpfrBinding> | undefined;

/** MPFR itself, loaded once a process. */
export function loadMpfr(): Promise<MpfrBinding> {
  loading ??= init().then((library) => library.binding);
  return loading;
}

/**
 * Interval arithmetic on pairs of MPFR numbers of one precision.
 *
 * MPFR documents every function used here as correctly rounded in each direction (Fousse et al., "MPFR: A
 * Multiple-Precision Binary Floating-Point Library with Correct Rounding", ACM TOMS 33, 2007), so rounding the lower
 * end down and the upper end up is all the proof that containment needs. An exact operation leaves both ends equal:
 * that is how ties and other exact cases are recognised.
 *
 * Numbers live in a pool; `release` gives all of them back at once.
 */
export class MpfrField {
  readonly binding: MpfrBinding;
  readonly precision: number;
  readonly #pool: Between[] = [];
  #used = 0;

  /** @param precision bits of each end; a multiple of 64, the size of a limb, wastes none */
  constructor(binding: MpfrBinding, precision: number) {
    this.binding = binding;
    this.precision = precision;
  }

  /** Forget every number made so far: their memory is used again. */
  release(): void {
    this.#used = 0;
  }

  #fresh(): Between {
    const known = this.#pool[this.#used++];
    if (known) return known;
    const made = { lower: this.#allocate(), upper: this.#allocate() };
    this.#pool.push(made);
    return made;
  }

  #allocate(): Pointer {
    const pointer = this.binding.mpfr_t();
    this.binding.mpfr_init2(pointer, this.precision);
    return pointer;
  }

  /** Whether both ends are the same number, so that the value is known exactly. */
  isExact(a: Between): boolean {
    return this.binding.mpfr_equal_p(a.lower, a.upper) !== 0;
  }

  /** -1, 0 or 1 where the sign is certain, else undefined. */
  sign(a: Between): -1 | 0 | 1 | undefined {
    const low = this.binding.mpfr_sgn(a.lower);
    const high = this.binding.mpfr_sgn(a.upper);
    if (low > 0) return 1;
    if (high < 0) return -1;
    return low === 0 && high === 0 ? 0 : undefined;
  }

  /** The exact value of a finite float64, rounded outward where the precision is below 53 bits. */
  number(x: number): Between {
    const r = this.#fresh();
    this.binding.mpfr_set_d(r.lower, x, DOWN);
    this.binding.mpfr_set_d(r.upper, x, UP);
    return r;
  }

  /** `numerator / denominator` of two integers that a float64 holds exactly. */
  ratio(numerator: number, denominator: number): Between {
    return this.div(this.number(numerator), this.number(denominator));
  }

  /** A decimal numeral as printed in a paper, e.g. `0.044715`. */
  decimal(numeral: string): Between {
    const r = this.#fresh();
    this.binding.mpfr_set_string(r.lower, numeral, 10, DOWN);
    this.binding.mpfr_set_string(r.upper, numeral, 10, UP);
    return r;
  }

  pi(): Between {
    const r = this.#fresh();
    this.binding.mpfr_const_pi(r.lower, DOWN);
    this.binding.mpfr_const_pi(r.upper, UP);
    return r;
  }

  neg(a: Between): Between {
    const r = this.#fresh();
    this.binding.mpfr_neg(r.lower, a.upper, DOWN);
    this.binding.mpfr_neg(r.upper, a.lower, UP);
    return r;
  }

  add(a: Between, b: Between): Between {
    const r = this.#fresh();
    this.binding.mpfr_add(r.lower, a.lower, b.lower, DOWN);
    this.binding.mpfr_add(r.upper, a.upper, b.upper, UP);
    return r;
  }

  sub(a: Between, b: Between): Between {
    const r = this.#fresh();
    this.binding.mpfr_sub(r.lower, a.lower, b.upper, DOWN);
    this.binding.mpfr_sub(r.upper, a.upper, b.lower, UP);
    return r;
  }

  mul(a: Between, b: Between): Between {
    return this.#corners(this.binding.mpfr_mul, a, b);
  }

  /** `a / b`; the whole line where `b` may be zero. */
  div(a: Between, b: Between): Between {
    const sign = this.sign(b);
    if (sign === 1 || sign === -1) return this.#corners(this.binding.mpfr_div, a, b);
    const r = this.#fresh();
    this.binding.mpfr_set_inf(r.lower, -1);
    this.binding.mpfr_set_inf(r.upper, 1);
    return r;
  }

  /**
   * Products and quotients are monotone in each operand, so their extremes lie at corners. MPFR's min and max ignore
   * a NaN, which 0 * inf and inf / inf give at corners whose limits the other corners already cover.
   */
  #corners(operation: Binary, a: Between, b: Between): Between {
    const { binding } = this;
    const r = this.#fresh();
    if (binding.mpfr_sgn(a.lower) > 0 && binding.mpfr_sgn(b.lower) > 0) {
      // Both positive: the extremes are known corners. A product grows with b, a quotient falls.
      const falls = operation === binding.mpfr_div;
      operation(r.lower, a.lower, falls ? b.upper : b.lower, DOWN);
      operation(r.upper, a.upper, falls ? b.lower : b.upper, UP);
      if (binding.mpfr_nan_p(r.lower) === 0 && binding.mpfr_nan_p(r.upper) === 0) return r;
    }
    const exactA = binding.mpfr_equal_p(a.lower, a.upper) !== 0;
    const exactB = binding.mpfr_equal_p(b.lower, b.upper) !== 0;
    operation(r.lower, a.lower, b.lower, DOWN);
    operation(r.upper, a.lower, b.lower, UP);
    if (exactA && exactB) return r;
    const scratch = this.#fresh().lower;
    const corner = (x: Pointer, y: Pointer): void => {
      operation(scratch, x, y, DOWN);
      binding.mpfr_min(r.lower, r.lower, scratch, DOWN);
      operation(scratch, x, y, UP);
      binding.mpfr_max(r.upper, r.upper, scratch, UP);
    };
    if (!exactB) corner(a.lower, b.upper);
    if (!exactA) corner(a.upper, b.lower);
    if (!exactA && !exactB) corner(a.upper, b.upper);
    return r;
  }

  /** `a^2`, never negative even where `a` straddles zero. */
  square(a: Between): Between {
    return this.#increasing(this.binding.mpfr_sqr, this.abs(a));
  }

  /** `a^n` for a non-negative `a` and a whole `n >= 0`. */
  power(a: Between, n: number): Between {
    if (this.binding.mpfr_sgn(a.lower) < 0) throw new RangeError('MpfrField.power takes a base that is not negative');
    return this.#increasing((r, x, rounding) => this.binding.mpfr_pow_ui(r, x, n, rounding), a);
  }

  abs(a: Between): Between {
    const sign = this.sign(a);
    if (sign === 1 || sign === 0) return a;
    if (sign === -1) return this.neg(a);
    const negated = this.neg(a);
    const r = this.#fresh();
    this.binding.mpfr_set_zero(r.lower, 1);
    this.binding.mpfr_max(r.upper, a.upper, negated.upper, UP);
    return r;
  }

  max(a: Between, b: Between): Between {
    const r = this.#fresh();
    this.binding.mpfr_max(r.lower, a.lower, b.lower, DOWN);
    this.binding.mpfr_max(r.upper, a.upper, b.upper, UP);
    return r;
  }

  /** `a * 2^exponent`, exactly. */
  scale(a: Between, exponent: number): Between {
    return this.#increasing((r, x, rounding) => this.binding.mpfr_mul_2si(r, x, exponent, rounding), a);
  }

  /** The root of the part of `a` that is not negative. */
  sqrt(a: Between): Between {
    const zero = this.number(0);
    return this.#increasing(this.binding.mpfr_sqrt, this.binding.mpfr_sgn(a.lower) < 0 ? this.max(a, zero) : a);
  }

  exp(a: Between): Between {
    return this.#increasing(this.binding.mpfr_exp, a);
  }

  log(a: Between): Between {
    return this.#increasing(this.binding.mpfr_log, a);
  }

  log1p(a: Between): Between {
    return this.#increasing(this.binding.mpfr_log1p, a);
  }

  expm1(a: Between): Between {
    return this.#increasing(this.binding.mpfr_expm1, a);
  }

  tanh(a: Between): Between {
    return this.#increasing(this.binding.mpfr_tanh, a);
  }

  /** Inverse hyperbolic tangent of a number between -1 and 1. */
  atanh(a: Between): Between {
    return this.#increasing(this.binding.mpfr_atanh, a);
  }

  erf(a: Between): Between {
    return this.#increasing(this.binding.mpfr_erf, a);
  }

  erfc(a: Between): Between {
    return this.#decreasing(this.binding.mpfr_erfc, a);
  }

  /** Hyperbolic secant, even and falling from 1 at 0. */
  sech(a: Between): Between {
    return this.#decreasing(this.binding.mpfr_sech, this.abs(a));
  }

  /** Hyperbolic cosine, even and rising from 1 at 0. */
  cosh(a: Between): Between {
    return this.#increasing(this.binding.mpfr_cosh, this.abs(a));
  }

  /** Cosine on [0, pi], where it falls. @throws RangeError outside [0, 3.14] */
  cos(a: Between): Between {
    if (this.binding.mpfr_sgn(a.lower) < 0 || this.binding.mpfr_cmp_d(a.upper, 3.14) > 0)
      throw new RangeError('MpfrField.cos takes an argument between 0 and 3.14, where the cosine falls');
    return this.#decreasing(this.binding.mpfr_cos, a);
  }

  #increasing(f: Unary, a: Between): Between {
    const r = this.#fresh();
    const inexact = f(r.lower, a.lower, DOWN);
    if (this.isExact(a)) this.#follow(r, inexact);
    else f(r.upper, a.upper, UP);
    return r;
  }

  #decreasing(f: Unary, a: Between): Between {
    const r = this.#fresh();
    const inexact = f(r.lower, a.upper, DOWN);
    if (this.isExact(a)) this.#follow(r, inexact);
    else f(r.upper, a.lower, UP);
    return r;
  }

  /** The ternary value of MPFR says whether the lower end is exact; if not, the value lies below its successor. */
  #follow(r: Between, inexact: number): void {
    this.binding.mpfr_set(r.upper, r.lower, UP);
    if (inexact !== 0) this.binding.mpfr_nextabove(r.upper);
  }
}
