import type { FormatName } from '../../reference/formats/format.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { exponentOf, twoTo } from './float-exponent.ts';

/** Two answers to one call that are not the same bits. */
export interface Disagreement {
  /** The element where they lie farthest apart. */
  readonly element: number;
  readonly count: number;
  readonly total: number;
  /** How far, in words: `3 ulp`, or `from 0.5 to NaN` where no distance says it. */
  readonly spread: string;
}

/**
 * Compare two answers to the same call, bit for bit: NaN equals itself and -0 differs from 0. The distance is in ulp
 * of the larger of the two values; there is no tolerance, since a function gives one answer.
 */
export function disagreement(first: Float64Array, second: Float64Array, format: FormatName): Disagreement | undefined {
  const { precision, emin } = FORMATS[format];
  let count = 0;
  let element = -1;
  let farthest = -1;
  const length = Math.max(first.length, second.length);
  for (let i = 0; i < length; i++) {
    const [a, b] = [first[i] ?? Number.NaN, second[i] ?? Number.NaN];
    if (Object.is(a, b)) continue;
    count++;
    const distance = Math.abs(a - b);
    const ulp = twoTo(Math.max(exponentOf(Math.max(Math.abs(a), Math.abs(b))), emin) - precision + 1);
    // What is no number lies farther away than any number.
    const steps = Number.isFinite(distance) ? distance / ulp : Number.POSITIVE_INFINITY;
    if (steps > farthest) [farthest, element] = [steps, i];
  }
  if (element < 0) return undefined;
  const shown = (x: number | undefined) => (Object.is(x, -0) ? '-0' : String(x));
  const measurable = farthest > 0 && Number.isFinite(farthest);
  const spread = measurable
    ? `${Number(farthest.toPrecision(3))} ulp`
    : `from ${shown(first[element])} to ${shown(second[element])}`;
  return { element, count, total: length, spread };
}
