import { FORMATS } from '../../reference/formats/format.ts';
import type { Bounds } from '../judge/classify.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { exponentOf, twoTo } from '../judge/float-exponent.ts';

/** How far apart the middles of two enclosures lie, in ulp of the format, where they lie farthest apart. */
export function largestDistance(a: Bounds, b: Bounds, { format }: Arithmetic): number {
  const { emin, precision } = FORMATS[format];
  let farthest = 0;
  for (let i = 0; i < a.lower.length; i++) {
    const [s, t] = [(a.lower[i]! + a.upper[i]!) / 2, (b.lower[i]! + b.upper[i]!) / 2];
    const distance = Math.abs(s - t) / twoTo(Math.max(exponentOf(s), emin) - precision + 1);
    if (Number.isFinite(distance)) farthest = Math.max(farthest, distance);
  }
  return farthest;
}
