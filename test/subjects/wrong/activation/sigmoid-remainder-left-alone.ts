export const format = 'float64';

const sigmoid = (x: number) => (x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)));

export const kernels = {
  sigmoid: {
    forward(x: Float64Array) {
      const y = x.slice();
      for (let i = 0; i + 3 < x.length; i += 4) {
        y[i] = sigmoid(x[i]!);
        y[i + 1] = sigmoid(x[i + 1]!);
        y[i + 2] = sigmoid(x[i + 2]!);
        y[i + 3] = sigmoid(x[i + 3]!);
      }
      return y;
    },
  },
};
