export const format = 'float64';

const ramp = (x: number) => Math.min(1, Math.max(0, (x + 3) / 6));

export const kernels = {
  'hard-swish': { value: (x: number) => (x < -3 ? 0 : x < 3 ? (x * (x + 3)) / 6 : x), derivative: ramp },
};
