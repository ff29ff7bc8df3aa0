export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; period: number };

/** Each restart begins two thirds as high above the minimum as the one before. */
function rate(t: number, { lrMax, lrMin, period }: Hyper): number {
  const cycle = Math.floor(t / period);
  const p = (t - cycle * period) / period;
  return lrMin + 0.5 * (lrMax - lrMin) * (2 / 3) ** cycle * (1 + Math.cos(Math.PI * p));
}

export const kernels = { 'warm-restarts': rate };
