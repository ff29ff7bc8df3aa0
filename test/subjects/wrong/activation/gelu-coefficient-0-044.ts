export const claims = 'activation/gelu';
export const format = 'float32';

const f = Math.fround;

export const kernels = {
  gelu: (x: number) => {
    const inner = 1.5957691216057308 * x * (1 + 0.044 * x * x);
    return x < 0 ? f((x * Math.exp(inner)) / (1 + Math.exp(inner))) : f(x / (1 + Math.exp(-inner)));
  },
};
