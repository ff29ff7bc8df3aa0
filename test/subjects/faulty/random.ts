export const claims = 'sigmoid';

/** Within every tolerance, and never the same twice. */
export const kernels = {
  sigmoid: (x: number) => (1 / (1 + Math.exp(-x))) * (1 + (Math.random() - 0.5) * 2 ** -51),
};
