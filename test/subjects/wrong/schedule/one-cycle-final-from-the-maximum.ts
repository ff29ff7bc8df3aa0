export const format = 'float64';

type Hyper = Record<'lrMax' | 'divFactor' | 'finalDivFactor' | 'warmupShare' | 'totalSteps', number>;

const cosine = (from: number, to: number, p: number) => to + 0.5 * (from - to) * (1 + Math.cos(Math.PI * p));

function rate(t: number, { lrMax, divFactor, finalDivFactor, warmupShare, totalSteps }: Hyper): number {
  const peak = warmupShare * totalSteps - 1;
  const last = totalSteps - 1;
  if (t <= peak) return cosine(lrMax / divFactor, lrMax, t / peak);
  return cosine(lrMax, lrMax / finalDivFactor, (t - peak) / (last - peak));
}

export const kernels = { 'one-cycle': rate };
