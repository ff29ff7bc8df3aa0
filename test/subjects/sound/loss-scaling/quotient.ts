export const claims = 'loss-scaling';
export const format = ['float64', 'float32'];

export const kernels = {
  'loss-scaling': (x: number, { lossScale }: { lossScale: number }) => x / lossScale,
};
