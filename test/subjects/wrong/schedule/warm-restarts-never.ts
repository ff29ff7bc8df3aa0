export const format = 'float64';

type Hyper = { lrMax: number; lrMin: number; period: number };

export const kernels = {
  'warm-restarts': (t: number, { lrMax, lrMin, period }: Hyper) =>
    lrMin + 0.5 * (lrMax - lrMin) * (1 + Math.cos((Math.PI * t) / period)),
};
