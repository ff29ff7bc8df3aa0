export const format = 'float32';

/** Dividing by a power of two is exact, so the nearest one is taken. */
export const kernels = {
  'loss-scaling': (x: number, { lossScale }: { lossScale: number }) => x / 2 ** Math.round(Math.log2(lossScale)),
};
