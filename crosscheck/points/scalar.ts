import type { FormatName } from '../../reference/formats/format.ts';
import { anyBits, logUniform, nearZero, nudge, snap } from './float.ts';
import type { Random } from './random.ts';

/**
 * Where activations change their behaviour: zero, the scale of their bend, the ends of pieces (3, 6), the minima and the
 * inflections of GELU (-0.7518, -1.4142), the minima of SiLU (-1.2785) and Mish (-1.1924), and where results turn subnormal or saturate in float16 (9.0, 17.3), float32 (88.0, 103.97,
 * -13.2 for GELU) and float64 (18.7, 36.7, 708.4, 745.1, -37.5 for GELU).
 */
const LANDMARKS: readonly number[] = [
  0,
  0.25,
  0.5,
  0.7517915,
  1,
  1.1924,
  1.2785,
  Math.SQRT2,
  2,
  3,
  5.06,
  6,
  8.3,
  9.01,
  10.4,
  13.2,
  14.2,
  17.33,
  18.71,
  36.74,
  37.52,
  38.5,
  87.34,
  88.03,
  88.72,
  103.28,
  103.97,
  354.9,
  372.6,
  708.4,
  709.78,
  744.44,
  745.13,
];

/** An argument of an activation: six ways of drawing, mixed evenly. */
export function scalarPoint(random: Random, format: FormatName): number {
  switch (random.integer(0, 5)) {
    case 0:
      return anyBits(random, format);
    case 1:
      return logUniform(random, format, -40, 10);
    case 2:
      return snap(random.between(-20, 20), format);
    case 3:
      return nudge(snap(random.sign() * random.choose(LANDMARKS), format), random.integer(-64, 64), format);
    case 4:
      return nearZero(random, format);
    default:
      return snap(random.sign() * random.between(8, format === 'float64' ? 760 : 110), format);
  }
}

/**
 * A positive hyper-parameter of an activation, any float64: the published default (a third), the same as float32, a dyadic
 * number, or a magnitude between 2^-8 and 2^4.
 */
export function slopeParameter(random: Random, published: number): number {
  switch (random.integer(0, 5)) {
    case 0:
    case 1:
      return published;
    case 2:
      return Math.fround(published);
    case 3:
      return random.choose([0.25, 0.5, 1, 2]);
    default:
      return Math.abs(logUniform(random, 'float64', -8, 4));
  }
}

/** A row of 1 to 6 scores: alike, far apart, tied, or anything. */
export function softmaxRow(random: Random, format: FormatName): number[] {
  const classes = random.integer(1, 6);
  const kind = random.integer(0, 4);
  const centre = snap(random.between(-50, 50), format);
  return Array.from({ length: classes }, () => {
    switch (kind) {
      case 0:
        return snap(random.between(-5, 5), format);
      case 1:
        return snap(centre + random.between(-2, 2), format);
      case 2:
        return snap(random.between(-120, 120), format);
      case 3:
        return random.integer(-2, 2);
      default:
        return scalarPoint(random, format);
    }
  });
}
