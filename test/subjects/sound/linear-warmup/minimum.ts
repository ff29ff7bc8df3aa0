export const format = ['float32', 'float64'];

type Info = { hyper: { lrMax: number; warmupSteps: number } };

export const kernels = {
  'linear-warmup': {
    forward: (t: Float32Array | Float64Array, { hyper: { lrMax, warmupSteps: w } }: Info) =>
      w > 0 ? Array.from(t, (step) => lrMax * (Math.min(step, w) / w)) : t.slice().fill(lrMax),
  },
};
