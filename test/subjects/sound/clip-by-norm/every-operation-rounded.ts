export const format = 'float32';

const f = Math.fround;

export const kernels = {
  'clip-by-norm': {
    forward(g: Float32Array, { hyper }: { hyper: { maxNorm: number } }) {
      const limit = f(hyper.maxNorm);
      const largest = g.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
      if (largest === 0) return g.slice();
      const shares = g.map((x) => f(x / largest));
      const ratio = f(Math.sqrt(shares.reduce((sum, x) => f(sum + f(x * x)), 0)));
      if (f(limit / largest) >= ratio) return g.slice();
      const scale = f(limit / ratio);
      return shares.map((x) => f(x * scale));
    },
  },
};
