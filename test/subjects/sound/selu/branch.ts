export const format = ['float64', 'float32'];

const alpha = 1.6732632423543772;
const scale = 1.0507009873554805;

export const kernels = {
  selu: {
    value: (x: number) => scale * (x > 0 ? x : alpha * Math.expm1(x)),
    derivative: (x: number) => scale * (x > 0 ? 1 : alpha * Math.exp(x)),
  },
};
