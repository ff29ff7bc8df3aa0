export const format = ['float64', 'float32'];

export const kernels = {
  softsign: {
    value: (x: number) => (Math.abs(x) === Infinity ? Math.sign(x) : x / (1 + Math.abs(x))),
    derivative: (x: number) => 1 / (1 + Math.abs(x)) / (1 + Math.abs(x)),
  },
};
