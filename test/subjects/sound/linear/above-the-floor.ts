export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; lrMin: number; totalSteps: number } };

export const kernels = {
  'schedule/linear': {
    forward(t: Vector, { hyper: { lrMax, lrMin, totalSteps } }: Info) {
      const perStep = (lrMax - lrMin) / totalSteps;
      const lr = t.slice();
      for (let i = 0; i < t.length; i++) lr[i] = lrMin + perStep * Math.max(0, totalSteps - t[i]!);
      return { lr };
    },
  },
};
