export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const kernels = {
  step: {
    forward(x: Vector) {
      const y = x.slice().fill(0);
      for (let i = 0; i < x.length; i++) if (!(x[i]! < 0)) y[i] = Number.isNaN(x[i]!) ? NaN : 1;
      return { y };
    },
    gradient: (x: Vector, cotangent: Vector) => ({ x: cotangent.map((_, i) => (Number.isNaN(x[i]!) ? NaN : 0)) }),
  },
};
