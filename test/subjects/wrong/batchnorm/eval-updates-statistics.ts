export const claims = 'batchnorm';
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
      if (runningMean.length !== C) {
        runningMean = new Float64Array(C);
        runningVariance = new Float64Array(C).fill(1);
      }
      const y = new Float64Array(x.length);
      for (let c = 0; c < C; c++) {
        const at = (n: number, s: number) => (n * C + c) * S + s;
        let mean = 0;
        for (let n = 0; n < N; n++) for (let s = 0; s < S; s++) mean += x[at(n, s)]! / (N * S);
        let variance = 0;
        for (let n = 0; n < N; n++) for (let s = 0; s < S; s++) variance += (x[at(n, s)]! - mean) ** 2 / (N * S);
        const mu = training ? mean : runningMean[c]!;
        const deviation = Math.sqrt((training ? variance : runningVariance[c]!) + epsilon);
        for (let n = 0; n < N; n++) {
          for (let s = 0; s < S; s++) y[at(n, s)] = (gamma[c]! * (x[at(n, s)]! - mu)) / deviation + beta[c]!;
        }
        const unbiased = (variance * N * S) / (N * S - 1);
        runningMean[c] = (1 - momentum) * runningMean[c]! + momentum * mean;
        runningVariance[c] = (1 - momentum) * runningVariance[c]! + momentum * unbiased;
      }
      return y;
    },
    state: () => ({ runningMean: runningMean.slice(), runningVariance: runningVariance.slice() }),
    mode(name: string) {
      training = name === 'training';
    },
  };
}
