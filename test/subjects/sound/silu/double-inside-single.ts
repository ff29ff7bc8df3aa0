export const format = 'float32';

/** Singles whose answer is not zero lie above -110, and double precision has room for e^110. */
const s = (x: number) => 1 / (1 + Math.exp(-x));

export const kernels = {
  silu: {
    value: (x: number) => Math.fround(x < -200 ? -0 : x * s(x)),
    derivative: (x: number) => Math.fround(Math.abs(x) > 200 ? s(x) : s(x) * (1 + x * s(-x))),
  },
};
