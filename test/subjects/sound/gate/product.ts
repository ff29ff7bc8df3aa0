export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

function product(a: Vector, b: Vector): Float64Array {
  const y = new Float64Array(a.length);
  for (let i = 0; i < y.length; i++) y[i] = a[i]! * b[i]!;
  return y;
}

export const kernels = {
  gate: {
    forward: product,
    gradient: (a: Vector, b: Vector, cotangent: Vector) => ({ a: product(cotangent, b), b: product(cotangent, a) }),
  },
};
