export const claims = 'hard-sigmoid';
export const format = 'float32';

const f = Math.fround;
const SLOPE = f(1 / 6);

export const kernels = {
  'hard-sigmoid': {
    value: (x: number) => Math.min(1, Math.max(0, f(f(SLOPE * x) + 0.5))),
    derivative: (x: number) => (x > -3 && x < 3 ? SLOPE : Number.isNaN(x) ? x : 0),
  },
};
