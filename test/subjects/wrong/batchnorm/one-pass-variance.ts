export const claims = 'batchnorm';
export const format = 'float32';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

const f = Math.fround;

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let runningMean = new Float32Array(0);
  let runningVariance = new Float32Array(0);

  return {
    step(x: Float32Array, gamma: Float32Array, beta: Float32Array, { shapes }: Info) {
      const [N, C, S] = shapes[0] as [number, number, number];
      const count = N * S;
      if (runningMean.length === 0) {
        runningMean = new Float32Array(C);
        runningVariance = new Float32Array(C).fill(1);
      }
      const sum = new Float32Array(C);
      const sumOfSquares = new Float32Array(C);
      x.forEach((value, i) => {
        const c = Math.floor(i / S) % C;
        sum[c]! += value;
        sumOfSquares[c]! += f(value * value);
      });
      const mean = sum.map((total) => total / count);
      const variance = sumOfSquares.map((total, c) => Math.max(0, f(total / count) - f(mean[c]! * mean[c]!)));
      const mu = training ? mean : runningMean.slice();
      const rstd = (training ? variance : runningVariance).map((value) => 1 / Math.sqrt(value + epsilon));
      if (training) {
        for (let c = 0; c < C; c++) {
          runningMean[c] = (1 - momentum) * runningMean[c]! + momentum * mean[c]!;
          runningVariance[c] = (1 - momentum) * runningVariance[c]! + (momentum * variance[c]! * count) / (count - 1);
        }
      }
      return x.map((value, i) => {
        const c = Math.floor(i / S) % C;
        return f(f(f(value - mu[c]!) * rstd[c]!) * gamma[c]!) + beta[c]!;
      });
    },
    state: () => ({ runningMean: runningMean.slice(), runningVariance: runningVariance.slice() }),
    mode(name: string) {
      training = name === 'training';
    },
  };
}
