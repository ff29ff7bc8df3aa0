export const claims = 'cosine-annealing';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

function rate(t: number, { lrMax, lrMin, totalSteps }: Hyper): number {
  if (t >= totalSteps) return lrMin;
  const s = Math.sin((Math.PI / 2) * ((totalSteps - t) / totalSteps));
  return lrMin + (lrMax - lrMin) * s * s;
}

export const kernels = { 'cosine-annealing': rate };
