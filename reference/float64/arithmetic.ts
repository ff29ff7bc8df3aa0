import { addFinite, divideFinite, slackOfSum } from './finite-loops.ts';
import { above, below, ETA, MAX } from './outward.ts';

/**
 * A batch of intervals: element i is [lower[i], upper[i]]. Exactly known numbers (a *point* batch) share one array.
 * An undefined element (square root of a negative) is empty: lower = +Infinity, upper = -Infinity.
 */
export interface Bounds {
  lower: Float64Array;
  upper: Float64Array;
  /** Whether any element may be empty. */
  empty: boolean;
}

/**
 * The loops below take each operand with a mask: -1 walks through it (`i & -1` is i), 0 repeats its first element
 * (a scalar). `out.lower` and `out.upper` are distinct arrays that no operand uses. Empty elements are the caller's.
 */
export type BinaryLoop = (a: Bounds, maskA: number, b: Bounds, maskB: number, out: Bounds, n: number) => void;

/** `below(s)` and `above(s)` with the slack given: it is NaN only where s overflowed, or is NaN itself. */
function lowerEnd(s: number, slack: number): number {
  const bound = s - slack;
  return !Number.isNaN(bound) ? bound : s === Infinity ? MAX : -Infinity;
}
function upperEnd(s: number, slack: number): number {
  const bound = s + slack;
  return !Number.isNaN(bound) ? bound : s === -Infinity ? -MAX : Infinity;
}

/** a + b; sums that float64 holds exactly stay exact, so that `t - 1` or `x + 0` does not become an interval. */
export const addBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  const { lower, upper } = out;
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  const points = al === au && bl === bu;
  if (!points && addFinite(a, maskA, b, maskB, out, n)) return;
  for (let i = 0; i < n; i++) {
    const x = al[i & maskA]!;
    const y = bl[i & maskB]!;
    const s = x + y;
    const slack = slackOfSum(x, y, s);
    lower[i] = lowerEnd(s, slack);
    if (points) upper[i] = upperEnd(s, slack);
    else {
      const xu = au[i & maskA]!;
      const yu = bu[i & maskB]!;
      const su = xu + yu;
      upper[i] = upperEnd(su, slackOfSum(xu, yu, su));
    }
  }
};

/** a - b, exact where float64 holds it. */
export const subtractBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  const { lower, upper } = out;
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  const points = al === au && bl === bu;
  for (let i = 0; i < n; i++) {
    const x = al[i & maskA]!;
    const y = -bu[i & maskB]!;
    const s = x + y;
    const slack = slackOfSum(x, y, s);
    lower[i] = lowerEnd(s, slack);
    if (points) upper[i] = upperEnd(s, slack);
    else {
      const xu = au[i & maskA]!;
      const yu = -bl[i & maskB]!;
      const su = xu + yu;
      upper[i] = upperEnd(su, slackOfSum(xu, yu, su));
    }
  }
};

/**
 * a * b. The extreme products are among the four of the ends. A computed product of zero may be an underflow of either
 * sign, so there the signs of the operands decide on which side of zero the bound is.
 */
export const multiplyBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  const { lower, upper } = out;
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  const points = al === au && bl === bu;
  for (let i = 0; i < n; i++) {
    const x = al[i & maskA]!;
    const y = bl[i & maskB]!;
    if (points) {
      const p = x * y;
      if (p === 0) {
        const zero = x === 0 || y === 0;
        const positive = x > 0 === y > 0;
        lower[i] = zero || positive ? 0 : -ETA;
        upper[i] = zero || !positive ? 0 : ETA;
      } else {
        lower[i] = below(p);
        upper[i] = above(p);
      }
      continue;
    }
    const xu = au[i & maskA]!;
    const yu = bu[i & maskB]!;
    let min: number;
    let max: number;
    if (x >= 0 && y >= 0) {
      min = x * y;
      max = xu * yu;
    } else {
      const p = x * y;
      const q = x * yu;
      const r = xu * y;
      const s = xu * yu;
      min = Math.min(p, q, r, s);
      max = Math.max(p, q, r, s);
    }
    lower[i] = min === 0 ? ((x >= 0 && y >= 0) || (xu <= 0 && yu <= 0) ? 0 : -ETA) : below(min);
    upper[i] = max === 0 ? ((x >= 0 && yu <= 0) || (xu <= 0 && y >= 0) ? 0 : ETA) : above(max);
  }
};

/**
 * a / b. A denominator that touches zero from one side gives a half line (or the line), one that straddles it the line.
 */
export const divideBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  const { lower, upper } = out;
  const [al, au, bl, bu] = [a.lower, a.upper, b.lower, b.upper];
  if (divideFinite(a, maskA, b, maskB, out, n)) return;
  for (let i = 0; i < n; i++) {
    const x = al[i & maskA]!;
    const xu = au[i & maskA]!;
    const y = bl[i & maskB]!;
    const yu = bu[i & maskB]!;
    let min: number;
    let max: number;
    if (y > 0 || yu < 0) {
      if (x >= 0 && y > 0) {
        min = x / yu;
        max = xu / y;
      } else {
        const p = x / y;
        const q = x / yu;
        const r = xu / y;
        const s = xu / yu;
        min = Math.min(p, q, r, s);
        max = Math.max(p, q, r, s);
      }
    } else if (y < 0 === yu > 0 || (x < 0 && xu > 0)) {
      min = -Infinity;
      max = Infinity;
    } else {
      // One end of the denominator is zero, the numerator has one sign: from the quotient at the other end to infinity.
      const positive = yu > 0 === x >= 0;
      const end = yu > 0 ? yu : y;
      const near = x >= 0 ? x / end : xu / end;
      min = positive ? near : -Infinity;
      max = positive ? Infinity : near;
    }
    lower[i] = min === 0 ? ((x >= 0 && y >= 0) || (xu <= 0 && yu <= 0) ? 0 : -ETA) : below(min);
    upper[i] = max === 0 ? ((x >= 0 && yu <= 0) || (xu <= 0 && y >= 0) ? 0 : ETA) : above(max);
  }
};

/** min(a, b), exact: each end is one of the operands' ends. */
export const minimumBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  for (let i = 0; i < n; i++) {
    out.lower[i] = Math.min(a.lower[i & maskA]!, b.lower[i & maskB]!);
    out.upper[i] = Math.min(a.upper[i & maskA]!, b.upper[i & maskB]!);
  }
};

/** max(a, b), exact. */
export const maximumBounds: BinaryLoop = (a, maskA, b, maskB, out, n) => {
  for (let i = 0; i < n; i++) {
    out.lower[i] = Math.max(a.lower[i & maskA]!, b.lower[i & maskB]!);
    out.upper[i] = Math.max(a.upper[i & maskA]!, b.upper[i & maskB]!);
  }
};
