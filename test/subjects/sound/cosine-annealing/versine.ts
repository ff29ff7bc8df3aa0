export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

export const kernels = {
  'cosine-annealing': {
    value(t: number, { lrMax, lrMin, totalSteps }: Hyper) {
      const p = Math.min(t / totalSteps, 1);
      // Early the textbook form is safe; late 1 + cos would cancel.
      if (p < 0.5) return lrMin + ((lrMax - lrMin) * (1 + Math.cos(Math.PI * p))) / 2;
      const tangent = Math.tan((Math.PI / 2) * Math.max(0, (totalSteps - t) / totalSteps));
      return lrMin + ((lrMax - lrMin) * tangent * tangent) / (1 + tangent * tangent);
    },
  },
};
