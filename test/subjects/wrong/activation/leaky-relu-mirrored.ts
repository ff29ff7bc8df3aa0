export const claims = ['leaky-relu'];
export const format = 'float64';

export const kernels = {
  'leaky-relu': (x: number, { alpha }: { alpha: number }) => Math.max(0, x) + alpha * Math.max(0, -x),
};
