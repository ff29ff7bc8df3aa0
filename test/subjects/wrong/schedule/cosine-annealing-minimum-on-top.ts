export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

const rate = (t: number, { lrMax, lrMin, totalSteps }: Hyper) => {
  const p = Math.min(1, t / totalSteps);
  return lrMin + 0.5 * lrMax * (1 + Math.cos(Math.PI * p));
};

export const kernels = { 'cosine-annealing': rate };
