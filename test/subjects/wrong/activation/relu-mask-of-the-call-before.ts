export const format = 'float64';

let mask: boolean[] = [];

export const kernels = {
  relu: {
    forward(x: Float64Array) {
      mask = Array.from(x, (value) => value > 0);
      return x.map((value) => Math.max(0, value));
    },
    gradient: (x: Float64Array, cotangent: Float64Array) => cotangent.map((c, i) => ((mask[i] ?? x[i]! > 0) ? c : 0)),
  },
};
