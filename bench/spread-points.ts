/**
 * `count` points of [lower, upper) with low discrepancy (multiples of the golden ratio modulo 1): they cover the
 * interval evenly, and no branch is predictable from its neighbours.
 */
export const spreadPoints = (count: number, lower: number, upper: number): Float64Array =>
  Float64Array.from({ length: count }, (_, i) => lower + ((i * 0.6180339887498949) % 1) * (upper - lower));
