export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; period: number };

export const kernels = {
  'warm-restarts': {
    value(t: number, h: Hyper) {
      const within = t % h.period;
      const up = Math.sin(((h.period - within) / h.period) * (Math.PI / 2));
      const down = Math.sin((within / h.period) * (Math.PI / 2));
      return h.lrMax * up * up + h.lrMin * down * down;
    },
  },
};
