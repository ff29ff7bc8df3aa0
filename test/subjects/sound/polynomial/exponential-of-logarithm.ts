export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; lrMin: number; power: number; totalSteps: number } };

export const kernels = {
  'schedule/polynomial': {
    forward: (t: Vector, { hyper: { lrMax, lrMin, power, totalSteps } }: Info) => ({
      lr: Array.from(t, (step) => {
        if (step >= totalSteps) return lrMin;
        const share = step === 0 ? 1 : Math.exp(power * Math.log((totalSteps - step) / totalSteps));
        return lrMin + (lrMax - lrMin) * share;
      }),
    }),
  },
};
