export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

/** A straight line on the plot, whose axis was logarithmic. */
function rate(t: number, { lrMax, lrMin, totalSteps }: Hyper): number {
  const p = Math.min(1, t / totalSteps);
  const end = Math.max(lrMin, lrMax * 1e-6);
  return lrMax ** (1 - p) * end ** p;
}

export const kernels = { linear: rate };
