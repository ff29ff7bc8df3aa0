export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  'activation/relu6': {
    forward(x: Vector) {
      const y = x.slice();
      for (let i = 0; i < y.length; i++) {
        if (y[i]! > 6) y[i] = 6;
        if (y[i]! < 0) y[i] = 0;
      }
      return { y };
    },
    gradient: (x: Vector, cotangent: Vector) =>
      cotangent.map((c, i) => (Number.isNaN(x[i]!) ? NaN : x[i]! > 0 && x[i]! <= 6 ? c : 0)),
  },
};
