export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; gamma: number; stepSize: number } };

function power(base: number, exponent: number): number {
  let result = 1;
  for (let e = exponent, b = base; e > 0; e = Math.floor(e / 2), b *= b) if (e % 2 === 1) result *= b;
  return result;
}

export const kernels = {
  'schedule/step-decay': {
    forward: (t: Vector, { hyper: { lrMax, gamma, stepSize } }: Info) => ({
      lr: Array.from(t, (step) => lrMax * power(gamma, (step - (step % stepSize)) / stepSize)),
    }),
  },
};
