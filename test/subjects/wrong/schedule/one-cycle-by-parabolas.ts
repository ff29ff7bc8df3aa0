export const format = 'float64';

type Hyper = Record<'lrMax' | 'divFactor' | 'finalDivFactor' | 'warmupShare' | 'totalSteps', number>;

function rate(t: number, { lrMax, divFactor, finalDivFactor, warmupShare, totalSteps }: Hyper): number {
  const peak = warmupShare * totalSteps - 1;
  const low = lrMax / divFactor;
  const end = low / finalDivFactor;
  if (t <= peak) return lrMax - (lrMax - low) * (1 - t / peak) ** 2;
  return lrMax - (lrMax - end) * ((t - peak) / (totalSteps - 1 - peak)) ** 2;
}

export const kernels = { 'one-cycle': rate };
