export const claims = 'sigmoid';
export const format = 'float32';

/** The "fast sigmoid" of game engines. */
export const kernels = {
  sigmoid: {
    value: (x: number) => (Number.isFinite(x) ? 0.5 + (0.5 * x) / (1 + Math.abs(x)) : x < 0 ? 0 : x > 0 ? 1 : x),
  },
};
