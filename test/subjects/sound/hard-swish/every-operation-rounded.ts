export const claims = 'hard-swish';
export const format = 'float32';

const f = Math.fround;
const [SIXTH, THIRD] = [f(1 / 6), f(1 / 3)];

export const kernels = {
  'hard-swish': {
    value: (x: number) => (x < -3 ? 0 : f(x * f(Math.min(6, Math.max(0, f(x + 3))) * SIXTH))),
    derivative: (x: number) => (x < -3 ? 0 : x > 3 ? 1 : f(f(x * THIRD) + 0.5)),
  },
};
