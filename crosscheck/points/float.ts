import type { FormatName } from '../../reference/formats/format.ts';
import type { Random } from './random.ts';

/** What is needed to draw numbers of a format: significant bits, exponents, and the bits of the encoding. */
const SHAPE: Readonly<Record<FormatName, { precision: number; emin: number; emax: number; exponentBits: number }>> = {
  float16: { precision: 11, emin: -14, emax: 15, exponentBits: 5 },
  bfloat16: { precision: 8, emin: -126, emax: 127, exponentBits: 8 },
  float32: { precision: 24, emin: -126, emax: 127, exponentBits: 8 },
  float64: { precision: 53, emin: -1022, emax: 1023, exponentBits: 11 },
};

export const FORMATS: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];

/** A number of the format next to the float64 `x` (not always the nearest): the largest finite one beyond range. */
export function snap(x: number, format: FormatName): number {
  const { precision, emin, emax } = SHAPE[format];
  if (x === 0) return 0;
  const largest = (2 - 2 ** (1 - precision)) * 2 ** emax;
  if (Math.abs(x) >= largest) return Math.sign(x) * largest;
  const quantum = 2 ** (Math.max(Math.floor(Math.log2(Math.abs(x))), emin) - precision + 1);
  const snapped = Math.round(x / quantum) * quantum;
  return snapped + 0;
}

/** Every finite number of the format with the same probability. */
export function anyBits(random: Random, format: FormatName): number {
  const { precision, emin, exponentBits } = SHAPE[format];
  const biased = random.integer(0, 2 ** exponentBits - 2);
  const fraction = Math.floor(random.unit() * 2 ** (precision - 1));
  const significand = biased === 0 ? fraction : 2 ** (precision - 1) + fraction;
  return random.sign() * significand * 2 ** (emin + Math.max(biased, 1) - precision) + 0;
}

/** `steps` units of the last place away from `x`. */
export function nudge(x: number, steps: number, format: FormatName): number {
  const { precision, emin } = SHAPE[format];
  const exponent = x === 0 ? emin : Math.max(Math.floor(Math.log2(Math.abs(x))), emin);
  return snap(x + steps * 2 ** (exponent - precision + 1), format);
}

/** Magnitudes spread evenly in their logarithm between 2^low and 2^high, either sign. */
export function logUniform(random: Random, format: FormatName, low: number, high: number): number {
  return snap(random.sign() * 2 ** random.between(low, high), format);
}

/** A subnormal of the format, or zero. */
export function nearZero(random: Random, format: FormatName): number {
  const { precision, emin } = SHAPE[format];
  const width = random.integer(0, precision);
  return random.sign() * Math.floor(random.unit() * 2 ** width) * 2 ** (emin - precision + 1) + 0;
}
