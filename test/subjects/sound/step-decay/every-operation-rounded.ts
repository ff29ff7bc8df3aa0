export const format = 'float32';

const f = Math.fround;

type Info = { hyper: { lrMax: number; gamma: number; stepSize: number } };

function forward(t: Float32Array, { hyper: { lrMax, gamma, stepSize } }: Info) {
  return t.map((step) => {
    let rate = f(lrMax);
    for (let next = stepSize; next <= step; next += stepSize) rate = f(rate * f(gamma));
    return rate;
  });
}

export const kernels = { 'step-decay': { forward } };
