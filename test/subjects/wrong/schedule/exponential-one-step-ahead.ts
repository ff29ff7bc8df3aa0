export const format = 'float32';

type Hyper = { lrMax: number; gamma: number };

function rate(t: number, { lrMax, gamma }: Hyper): number {
  let lr = lrMax;
  for (let i = 0; i <= t; i++) lr *= gamma;
  return lr;
}

export const kernels = { exponential: rate };
