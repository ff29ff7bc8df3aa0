export const format = ['float64', 'float32'];

const RIGHT = 1.0507009873554805;
const LEFT = 1.7580993408473766;

export const kernels = {
  selu: {
    value: (x: number) => RIGHT * Math.max(0, x) + LEFT * Math.expm1(Math.min(0, x)),
    derivative: (x: number) => (x > 0 ? RIGHT : LEFT * Math.exp(x)),
  },
};
