export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; lrMin: number; period: number } };

function place(t: number, period: number): number {
  const cycle = Math.floor(t / period);
  return t - cycle * period;
}

export const kernels = {
  'warm-restarts': {
    forward: (t: Vector, { hyper: { lrMax, lrMin, period } }: Info) =>
      Array.from(t, (step) => {
        const p = place(step, period) / period;
        // The restart itself gives the maximum; late in the period 1 + cos would cancel.
        const share = p <= 0.5 ? (1 + Math.cos(Math.PI * p)) / 2 : Math.sin((Math.PI / 2) * (1 - p)) ** 2;
        return lrMin + (lrMax - lrMin) * share;
      }),
  },
};
