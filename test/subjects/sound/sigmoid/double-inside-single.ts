export const claims = 'activation/sigmoid';
export const format = 'float32';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** Double precision has room for exp(104), so the plain formula is safe until the final rounding. */
export const kernels = {
  sigmoid: {
    value: (x: number) => Math.fround(sigmoid(x)),
    derivative: (x: number) => Math.fround(sigmoid(x) * sigmoid(-x)),
  },
};
