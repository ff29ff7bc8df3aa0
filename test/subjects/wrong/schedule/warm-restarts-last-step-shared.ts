export const format = 'float32';

type Hyper = { lrMax: number; lrMin: number; period: number };

/** The rate reaches its minimum in the last step of a period, which was taken for the length less one. */
export const kernels = {
  'warm-restarts': (t: number, { lrMax, lrMin, period }: Hyper) =>
    lrMin + 0.5 * (lrMax - lrMin) * (1 + Math.cos((Math.PI * (t % period)) / (period - 1))),
};
