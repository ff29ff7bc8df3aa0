export const format = ['float64', 'float32'];

const gate = (x: number) => Math.min(6, Math.max(0, x + 3)) / 6;

export const kernels = {
  'hard-swish': {
    value: (x: number) => (x === -Infinity ? 0 : x * gate(x)),
    derivative: (x: number) => (x <= -3 ? 0 : x >= 3 ? 1 : x / 3 + 0.5),
  },
};
