export const format = 'float64';

type Hyper = { lrMax: number; warmupSteps: number };

export const kernels = {
  'inverse-sqrt': {
    value(t: number, h: Hyper) {
      const late = t >= h.warmupSteps;
      return late ? (h.lrMax * Math.sqrt(h.warmupSteps)) / Math.sqrt(t) : h.lrMax * (t / h.warmupSteps);
    },
  },
};
