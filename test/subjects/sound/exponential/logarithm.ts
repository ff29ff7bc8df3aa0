export const format = 'float64';

export const kernels = {
  exponential: {
    value: (t: number, h: { lrMax: number; gamma: number }) => h.lrMax * Math.exp(t * Math.log(h.gamma)),
  },
};
