export const claims = 'normalization/batchnorm';
export const format = 'float64';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let runningMean = new Float64Array(0);
  let runningVariance = new Float64Array(0);
  return {
    step(x: Float64Array, gamma: Float64Array, beta: Float64Array, { shapes }: Info) {
      const [N, C, S] = shapes[0] as [number, number, number];
      if (runningMean.length === 0) {
        runningMean = new Float64Array(C);
        runningVariance = new Float64Array(C).fill(1);
      }
      const count = N * S;
      const y = new Float64Array(x.length);
      for (let c = 0; c < C; c++) {
        let mean = runningMean[c]!;
        let variance = runningVariance[c]!;
        if (training) {
          let sum = 0;
          for (let n = 0; n < N; n++) for (let s = 0; s < S; s++) sum += x[(n * C + c) * S + s]!;
          mean = sum / count;
          let squares = 0;
          for (let n = 0; n < N; n++) for (let s = 0; s < S; s++) squares += (x[(n * C + c) * S + s]! - mean) ** 2;
          variance = squares / count;
          runningMean[c] = (1 - momentum) * runningMean[c]! + momentum * mean;
          runningVariance[c] = (1 - momentum) * runningVariance[c]! + momentum * (squares / (count - 1));
        }
        for (let n = 0; n < N; n++) {
          for (let s = 0; s < S; s++) {
            const i = (n * C + c) * S + s;
            y[i] = (gamma[c]! * (x[i]! - mean)) / Math.sqrt(variance + epsilon) + beta[c]!;
          }
        }
      }
      return y;
    },
    state: () => ({ runningMean: runningMean.slice(), runningVariance: runningVariance.slice() }),
    load(state: { runningMean: ArrayLike<number>; runningVariance: ArrayLike<number> }) {
      runningMean = Float64Array.from(state.runningMean);
      runningVariance = Float64Array.from(state.runningVariance);
    },
    mode(name: string) {
      training = name === 'training';
    },
  };
}
