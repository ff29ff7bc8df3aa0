export const format = ['float32', 'float64'];

export const kernels = {
  relu: {
    value: (x: number) => Math.max(0, x),
    derivative: (x: number) => (Number.isNaN(x) ? x : Number(x > 0)),
  },
};
