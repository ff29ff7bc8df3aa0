export const claims = 'clip-by-value';
export const format = ['float64', 'float32'];

export const kernels = {
  'clip-by-value': (x: number, { limit }: { limit: number }) => Math.max(-limit, Math.min(limit, x)),
};
