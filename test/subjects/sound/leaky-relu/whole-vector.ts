export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { alpha: number } };

const slopes = (x: Vector, alpha: number) => Float64Array.from(x, (value) => (value < 0 ? alpha : 1));

export const kernels = {
  'leaky-relu': {
    forward: (x: Vector, { hyper }: Info) => slopes(x, hyper.alpha).map((slope, i) => slope * x[i]!),
    gradient: (x: Vector, cotangent: Vector, { hyper }: Info) =>
      slopes(x, hyper.alpha).map((slope, i) => (Number.isNaN(x[i]!) ? NaN : slope * cotangent[i]!)),
  },
};
