export const claims = 'warm-restarts';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; lrMin: number; period: number };

export const kernels = {
  'warm-restarts': (t: number, { lrMax, lrMin, period }: Hyper) => {
    const left = period - (t % period);
    return lrMin + (lrMax - lrMin) * Math.sin((Math.PI * left) / (2 * period)) ** 2;
  },
};
