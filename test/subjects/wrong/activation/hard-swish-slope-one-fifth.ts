export const format = 'float32';

const f = Math.fround;

export const kernels = {
  'hard-swish': (x: number) => f(x * f(Math.min(1, Math.max(0, f(f(f(0.2) * x) + 0.5))))),
};
