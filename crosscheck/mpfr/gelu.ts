import type { Between, MpfrField } from './field.ts';

/** From here on the continued fraction of erfc is shorter work than MPFR's own function. */
const TAIL = 6;

/**
 * How many levels of the continued fraction below leave an error under 2^-bits. Level k shrinks an error by about
 * (k/2) / K_k^2 with K_k near (z + sqrt(z^2 + 2k)) / 2, the fixed point of its recurrence. An estimate: too few levels
 * would cost width, never truth.
 */
function levelsFor(size: number, bits: number): number {
  let gained = 0;
  let k = 0;
  while (gained < bits) {
    k++;
    const denominator = (size + Math.sqrt(size * size + 2 * k)) / 2;
    gained += Math.log2((2 * denominator * denominator) / k);
  }
  return k;
}

/**
 * erfc(z) for z >= 6 by Laplace's continued fraction, DLMF 7.9.1: e^(-z^2) / (sqrt(pi) K_1), where
 * K_k = z + (k/2) / K_{k+1}. Since K_{n+1} >= z, the last denominator K_n lies between z and z + n/(2z): started from
 * that interval, interval arithmetic proves the rest.
 */
function tailErfc(field: MpfrField, z: Between, size: number): Between {
  const levels = levelsFor(size, field.precision);
  const last = field.add(z, field.div(field.ratio(levels, 2), z));
  let denominator: Between = { lower: z.lower, upper: last.upper };
  for (let k = levels - 1; k >= 1; k--) denominator = field.add(z, field.div(field.ratio(k, 2), denominator));
  const bell = field.exp(field.neg(field.square(z)));
  return field.div(bell, field.mul(field.sqrt(field.pi()), denominator));
}

/** The smaller tail of the normal distribution at x, 1 - Phi(|x|) = erfc(|x| / sqrt 2) / 2. Source: DLMF 7.20.1. */
function tail(field: MpfrField, x: number): Between {
  const size = Math.abs(x) / Math.SQRT2;
  const z = field.div(field.number(Math.abs(x)), field.sqrt(field.number(2)));
  return field.scale(size >= TAIL ? tailErfc(field, z, size) : field.erfc(z), -1);
}

/**
 * GELU, x Phi(x), from the smaller tail: x - x tail(x) right of zero, x tail(x) left of it.
 * Source: Hendrycks & Gimpel, "Gaussian Error Linear Units", arXiv:1606.08415, section 2.
 */
export function gelu(field: MpfrField, x: number): Between {
  const value = field.number(x);
  const product = field.mul(value, tail(field, x));
  return x > 0 ? field.sub(value, product) : product;
}

/** Its derivative, Phi(x) + x phi(x), with phi(x) = 1 / sqrt(2 pi e^(x^2)): one root instead of two factors. */
export function geluDerivative(field: MpfrField, x: number): Between {
  const value = field.number(x);
  const smaller = tail(field, x);
  const distribution = x > 0 ? field.sub(field.number(1), smaller) : smaller;
  const squaredDensity = field.div(field.exp(field.neg(field.square(value))), field.scale(field.pi(), 1));
  return field.add(distribution, field.mul(value, field.sqrt(squaredDensity)));
}
