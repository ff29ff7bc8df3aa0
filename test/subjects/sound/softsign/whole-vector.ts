export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

const below = (x: Vector) => Float64Array.from(x, (value) => (value < 0 ? 1 - value : 1 + value));

export const kernels = {
  softsign: {
    forward: (x: Vector) => below(x).map((d, i) => (d === Infinity ? Math.sign(x[i]!) : x[i]! / d)),
    gradient: (x: Vector, cotangent: Vector) => below(x).map((d, i) => cotangent[i]! / d / d),
  },
};
