export const claims = 'batchnorm';
export const format = 'float32';
export const scalarFormat = 'float32';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

const f = Math.fround;

const pairwise = (a: readonly number[]): number => {
  if (a.length <= 2) return f((a[0] ?? 0) + (a[1] ?? 0));
  const middle = a.length >> 1;
  return f(pairwise(a.slice(0, middle)) + pairwise(a.slice(middle)));
};

export function create(h: Hyper) {
  const momentum = f(h.momentum);
  const epsilon = f(h.epsilon);
  const keep = f(1 - momentum);
  let training = true;
  let means = new Float32Array(0);
  let variances = new Float32Array(0);
  return {
    step(x: Float32Array, gamma: Float32Array, beta: Float32Array, { shapes }: Info) {
      const [, C, S] = shapes[0] as [number, number, number];
      if (means.length === 0) {
        means = new Float32Array(C);
        variances = new Float32Array(C).fill(1);
      }
      const y = new Float32Array(x.length);
      for (let c = 0; c < C; c++) {
        const values = Array.from(x).filter((_, i) => Math.floor(i / S) % C === c);
        let mean = means[c]!;
        let variance = variances[c]!;
        if (training) {
          mean = f(pairwise(values) / values.length);
          const centre = mean;
          const squares = pairwise(values.map((value) => f(f(value - centre) * f(value - centre))));
          variance = f(squares / values.length);
          means[c] = f(f(keep * means[c]!) + f(momentum * mean));
          variances[c] = f(f(keep * variances[c]!) + f(momentum * f(squares / (values.length - 1))));
        }
        const deviation = f(Math.sqrt(f(variance + epsilon)));
        for (let i = 0; i < x.length; i++) {
          if (Math.floor(i / S) % C === c) y[i] = f(f(f(f(x[i]! - mean) / deviation) * gamma[c]!) + beta[c]!);
        }
      }
      return y;
    },
    state: () => ({ runningMean: means.slice(), runningVariance: variances.slice() }),
    mode: (name: string) => void (training = name === 'training'),
  };
}
