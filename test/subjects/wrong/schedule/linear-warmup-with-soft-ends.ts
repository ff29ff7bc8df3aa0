export const format = 'float32';

/** A cubic that is flat at both ends of the warm-up. */
function rate(t: number, { lrMax, warmupSteps }: { lrMax: number; warmupSteps: number }): number {
  const p = warmupSteps === 0 ? 1 : Math.min(1, t / warmupSteps);
  return lrMax * p * p * (3 - 2 * p);
}

export const kernels = { 'linear-warmup': rate };
