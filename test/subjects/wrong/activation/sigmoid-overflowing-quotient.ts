export const format = 'float32';

const f = Math.fround;

export const kernels = {
  sigmoid: (x: number) => {
    const e = f(Math.exp(x));
    return f(e / f(e + 1));
  },
};
