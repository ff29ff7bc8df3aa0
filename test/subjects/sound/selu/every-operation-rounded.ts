export const claims = 'selu';
export const format = 'float32';

const f = Math.fround;
const alpha = f(1.6732632423543772);
const scale = f(1.0507009873554805);

export const kernels = {
  selu: {
    value: (x: number) => f(scale * (x > 0 ? x : f(alpha * f(Math.expm1(x))))),
    derivative: (x: number) => (x > 0 ? scale : f(scale * f(alpha * f(Math.exp(x))))),
  },
};
