export const format = 'float32';

const f = Math.fround;

export const kernels = {
  selu: (x: number) => (x > 0 ? f(f(1.0507009873554805) * x) : f(f(1.6732632423543772) * f(Math.expm1(x)))),
};
