export const format = 'float64';

type Hyper = { lrMax: number; gamma: number; stepSize: number };

export const kernels = {
  'step-decay': (t: number, h: Hyper) => {
    const drops = Math.trunc(t / h.stepSize);
    return drops === 0 ? h.lrMax : h.lrMax * Math.exp(drops * Math.log(h.gamma));
  },
};
