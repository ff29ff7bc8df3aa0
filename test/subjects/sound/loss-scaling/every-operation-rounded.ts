export const format = 'float32';

const f = Math.fround;

export const kernels = {
  'loss-scaling': {
    forward: (x: Float32Array, { hyper }: { hyper: { lossScale: number } }) =>
      x.map((each) => f(each / f(hyper.lossScale))),
  },
};
