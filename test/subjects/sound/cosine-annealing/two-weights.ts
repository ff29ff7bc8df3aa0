export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; lrMin: number; totalSteps: number } };

export const kernels = {
  'schedule/cosine-annealing': {
    forward(t: Vector, { hyper: { lrMax, lrMin, totalSteps } }: Info) {
      return Array.from(t, (step) => {
        const left = Math.max(totalSteps - step, 0);
        const upper = Math.sin((Math.PI * left) / (2 * totalSteps)) ** 2;
        const lower = Math.sin((Math.PI * (totalSteps - left)) / (2 * totalSteps)) ** 2;
        return lrMax * upper + lrMin * lower;
      });
    },
  },
};
