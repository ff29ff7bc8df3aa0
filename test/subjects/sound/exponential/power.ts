export const claims = 'exponential';
export const format = ['float64', 'float32'];

export const kernels = {
  exponential: (t: number, { lrMax, gamma }: { lrMax: number; gamma: number }) => lrMax * gamma ** t,
};
