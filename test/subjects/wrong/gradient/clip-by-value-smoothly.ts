export const format = 'float64';

export const kernels = {
  'clip-by-value': (x: number, { limit }: { limit: number }) => limit * Math.tanh(x / limit),
};
