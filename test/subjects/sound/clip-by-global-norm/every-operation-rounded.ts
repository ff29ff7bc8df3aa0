export const format = 'float32';

const f = Math.fround;

export const kernels = {
  'clip-by-global-norm': {
    forward(a: Float32Array, b: Float32Array, { hyper }: { hyper: { maxNorm: number } }) {
      const limit = f(hyper.maxNorm);
      let largest = 0;
      for (const x of [...a, ...b]) largest = Math.max(largest, Math.abs(x));
      if (largest === 0) return { clippedA: a.slice(), clippedB: b.slice() };
      let sum = 0;
      for (const part of [a, b]) for (const x of part) sum = f(sum + f(f(x / largest) * f(x / largest)));
      const ratio = f(Math.sqrt(sum));
      const kept = f(limit / largest) >= ratio;
      const scale = f(limit / ratio);
      const clip = (part: Float32Array) => (kept ? part.slice() : part.map((x) => f(f(x / largest) * scale)));
      return { clippedA: clip(a), clippedB: clip(b) };
    },
  },
};
