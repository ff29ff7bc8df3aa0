export const kernels = {
  sigmoid: (x: number) => String(x),
  tanh: async (x: number) => x,
  relu: (x: number) => {
    if (x > 2) throw new RangeError(`x = ${x} is too large`);
    return x;
  },
  gelu: (x: number) => {
    while (x === 1);
    return x;
  },
  'gelu-tanh': (x: number) => {
    if (x === 1) process.exit(0);
    return x;
  },
};
