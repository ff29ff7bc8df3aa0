export const format = 'float32';

const f = Math.fround;

export const kernels = {
  'quick-gelu': (x: number) => {
    const e = f(Math.exp(-1.72 * Math.abs(x)));
    return x < 0 ? f(f(x * e) / f(1 + e)) : f(x / f(1 + e));
  },
};
