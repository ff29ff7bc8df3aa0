export const format = 'float32';

type Info = { hyper: { limit: number } };

export const kernels = {
  'clip-by-value': {
    forward(x: Float32Array, { hyper }: Info) {
      const limit = Math.fround(hyper.limit);
      return x.map((each) => (Math.abs(each) > limit ? Math.sign(each) * limit : each));
    },
  },
};
