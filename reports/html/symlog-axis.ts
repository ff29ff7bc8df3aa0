import type { CheckRecord } from '../record.ts';

/** The exponents of the smallest and the largest number of each format. */
const EXPONENTS: Readonly<Record<CheckRecord['format'], readonly [smallest: number, largest: number]>> = {
  float16: [-24, 16],
  bfloat16: [-133, 128],
  float32: [-149, 128],
  float64: [-1074, 1024],
};

/** A logarithmic axis for each sign that meet in zero, from -1 to 1. */
export interface SymlogAxis {
  /** Where x stands: -1 for the most negative number of the format, 0 for zero, 1 for the largest. */
  readonly place: (x: number) => number;
  readonly ticks: readonly number[];
}

/**
 * The axis is stretched where functions of deep learning do everything, from 1/16 to 1024, and pressed together
 * beyond: one straight piece of log2(x) each for tiny, small, ordinary and large numbers. Shares are of one side.
 */
export function symlogAxis(format: CheckRecord['format']): SymlogAxis {
  const [smallest, largest] = EXPONENTS[format];
  const knots: readonly (readonly [exponent: number, share: number])[] =
    format === 'float16'
      ? [
          [smallest - 1, 0.02],
          [-4, 0.26],
          [10, 0.86],
          [largest, 1],
        ]
      : [
          [smallest - 1, 0.02],
          [-30, 0.1],
          [-4, 0.24],
          [10, 0.8],
          [largest, 1],
        ];
  const shareOf = (size: number): number => {
    const exponent = Math.log2(size);
    let [from, low] = knots[0]!;
    for (const [to, high] of knots.slice(1)) {
      if (exponent <= to) return low + ((Math.max(exponent, from) - from) / (to - from)) * (high - low);
      [from, low] = [to, high];
    }
    return 1;
  };
  const place = (x: number): number => (x === 0 ? 0 : Math.sign(x) * shareOf(Math.abs(x)));
  const sides =
    format === 'float16' ? [1e-4, 1, 10, 100, 1e4] : [1e-9, 1e-4, 1, 10, 100, format === 'float64' ? 1e200 : 1e30];
  return { place, ticks: [...sides.map((x) => -x).reverse(), 0, ...sides] };
}
