export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; warmupSteps: number } };

export const kernels = {
  'schedule/inverse-sqrt': {
    forward(t: Vector, { hyper: { lrMax, warmupSteps } }: Info) {
      const root = lrMax * Math.sqrt(warmupSteps);
      return Array.from(t, (step) => root * Math.min(1 / Math.sqrt(step), step / warmupSteps / Math.sqrt(warmupSteps)));
    },
  },
};
