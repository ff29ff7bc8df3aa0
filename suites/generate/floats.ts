import fc from 'fast-check';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { fromOrdered, toOrdered } from '../../reference/formats/ordered.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { twoTo } from '../judge/float-exponent.ts';

/** Where scalar inputs come from. */
export interface FloatRange {
  readonly format: FormatName;
  readonly lower?: number;
  readonly upper?: number;
  /** Inputs where the operator changes its behaviour. */
  readonly landmarks?: readonly Rational[];
}

/**
 * Finite values of a format: linear in [-10, 10], near landmarks, log-uniform over the whole range, and any bits.
 *
 * One distribution alone starves a region: uniform bits put 2 % of their values in 1..100, where activations do
 * everything; a linear range never meets a subnormal.
 */
export function floatArbitrary(range: FloatRange): fc.Arbitrary<number> {
  const format = FORMATS[range.format];
  const inside = (x: number) => x >= (range.lower ?? -Infinity) && x <= (range.upper ?? Infinity) && Number.isFinite(x);
  const round = (x: number) => roundNumber(format, x);
  const landmarks = (range.landmarks ?? []).map((q) => roundRational(format, q)).filter(Number.isFinite);
  const last = toOrdered(format, Number.POSITIVE_INFINITY);
  const clamp = (place: bigint) => (place > last ? last : place < -last ? -last : place);
  const low = Math.max(range.lower ?? -10, -10);
  const high = Math.min(range.upper ?? 10, 10);
  // From 0 outwards, so that shrinking goes to 0 and not to the lower end.
  const origin = Math.min(Math.max(0, low), high);
  const linear = fc
    .integer({ min: -(2 ** 23), max: 2 ** 23 })
    .map((k) => round(origin + ((k < 0 ? origin - low : high - origin) * k) / 2 ** 23));
  const logUniform = fc
    .tuple(
      fc.boolean(),
      fc.integer({ min: format.emin - format.precision + 1, max: format.emax }),
      fc.integer({ min: 0, max: 2 ** 20 }),
    )
    .map(([negative, e, k]) => round((negative ? -1 : 1) * twoTo(e) * (1 + k / 2 ** 20)));
  const anyBits = fc.double({ noNaN: true, noDefaultInfinity: true }).map(round);
  const near = landmarks.length
    ? fc.tuple(fc.constantFrom(...landmarks), fc.integer({ min: -64, max: 64 })).map(([at, steps]) => {
        return fromOrdered(format, clamp(toOrdered(format, at) + BigInt(steps)));
      })
    : linear;
  return fc
    .oneof(
      { weight: 5, arbitrary: linear },
      { weight: 2, arbitrary: near },
      { weight: 2, arbitrary: logUniform },
      { weight: 1, arbitrary: anyBits },
    )
    .map((x) => (inside(x) ? x : round(Math.min(Math.max(x, low), high))));
}
