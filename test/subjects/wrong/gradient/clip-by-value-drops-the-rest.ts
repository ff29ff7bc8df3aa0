export const format = 'float32';

/** What is too large is an accident and counts as nothing. */
export const kernels = {
  'clip-by-value': (x: number, { limit }: { limit: number }) => (Math.abs(x) > limit ? 0 : x),
};
