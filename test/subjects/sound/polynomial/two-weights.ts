export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; power: number; totalSteps: number };

export const kernels = {
  polynomial: {
    value(t: number, h: Hyper) {
      const done = t < h.totalSteps ? t : h.totalSteps;
      const x = (h.totalSteps - done) / h.totalSteps;
      const share = x ** h.power;
      // 1 - x^p from the logarithm of x, since the difference would cancel at the start.
      const rest = x === 0 ? 1 : -Math.expm1(h.power * Math.log1p(-done / h.totalSteps));
      return h.lrMax * share + h.lrMin * rest;
    },
  },
};
