export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  relu: {
    forward(x: Vector) {
      const y = x.slice();
      for (let i = 0; i < y.length; i++) if (y[i]! <= 0) y[i] = 0;
      return { y };
    },
    gradient(x: Vector, cotangent: Vector) {
      return { x: cotangent.map((c, i) => (x[i]! > 0 ? c : x[i]! <= 0 ? 0 : NaN)) };
    },
  },
};
