export const format = 'float64';

const rate = (t: number, { lrMax, warmupSteps }: { lrMax: number; warmupSteps: number }) => (lrMax * t) / warmupSteps;

export const kernels = { 'linear-warmup': rate };
