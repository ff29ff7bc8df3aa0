export const format = 'float32';

const f = Math.fround;

type Info = { hyper: { lrMax: number; gamma: number } };

export const kernels = {
  exponential: {
    forward: (t: Float32Array, { hyper }: Info) =>
      t.map((steps) => {
        const gamma = f(hyper.gamma);
        let rate = f(hyper.lrMax);
        for (let k = 0; k < steps; k++) rate = f(rate * gamma);
        return rate;
      }),
  },
};
