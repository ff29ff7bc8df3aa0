export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; totalSteps: number };

export const kernels = {
  'schedule/linear': {
    value(t: number, h: Hyper) {
      if (t <= 0) return h.lrMax;
      if (t >= h.totalSteps) return h.lrMin;
      const left = (h.totalSteps - t) / h.totalSteps;
      return h.lrMax * left + h.lrMin * (t / h.totalSteps);
    },
  },
};
