export default {
  claims: ['sigmoid', 'tanh'],
  format: 'float32',
  kernels: {
    sigmoid: (x: number) => 1 / (1 + Math.exp(-x)),
    tanh: { value: (x: number) => Math.tanh(x), derivative: (x: number) => 1 - Math.tanh(x) ** 2 },
  },
};
