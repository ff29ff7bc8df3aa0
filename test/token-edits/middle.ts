/** The tape of intervals takes no NaN. */
export const finite = (values: Float64Array): Float64Array => values.map((x) => (Number.isNaN(x) ? 0 : x));

/** One number of an enclosure: its middle, NaN where it is empty or says nothing. */
export function middle(lower: number, upper: number): number {
  if (lower > upper) return Number.NaN;
  if (lower === upper) return lower;
  if (upper === Number.POSITIVE_INFINITY) return lower >= Number.MAX_VALUE ? upper : Number.NaN;
  if (lower === Number.NEGATIVE_INFINITY) return upper <= -Number.MAX_VALUE ? lower : Number.NaN;
  return lower + (upper - lower) / 2;
}
