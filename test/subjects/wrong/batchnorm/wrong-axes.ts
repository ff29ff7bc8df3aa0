export const claims = 'batchnorm';
export const format = 'float64';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

const average = (a: ArrayLike<number>) => Array.from(a).reduce((sum, value) => sum + value, 0) / a.length;

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let runningMean: number[] = [];
  let runningVariance: number[] = [];
  return {
    step(x: Float64Array, gamma: Float64Array, beta: Float64Array, { shapes }: Info) {
      const [N, C, S] = shapes[0] as [number, number, number];
      if (runningMean.length === 0) {
        runningMean = Array.from({ length: C }, () => 0);
        runningVariance = Array.from({ length: C }, () => 1);
      }
      const y = new Float64Array(x.length);
      for (let c = 0; c < C; c++) {
        const rows = Array.from({ length: N }, (_, n) => x.subarray((n * C + c) * S, (n * C + c + 1) * S));
        rows.forEach((row, n) => {
          const mu = training ? average(row) : runningMean[c]!;
          const variance = training ? average(row.map((value) => (value - mu) ** 2)) : runningVariance[c]!;
          const scale = gamma[c]! / Math.sqrt(variance + epsilon);
          y.set(
            row.map((value) => (value - mu) * scale + beta[c]!),
            (n * C + c) * S,
          );
        });
        if (!training) continue;
        const all = rows.flatMap((row) => Array.from(row));
        const mean = average(all);
        const unbiased = (average(all.map((value) => (value - mean) ** 2)) * all.length) / (all.length - 1);
        runningMean[c] = (1 - momentum) * runningMean[c]! + momentum * mean;
        runningVariance[c] = (1 - momentum) * runningVariance[c]! + momentum * unbiased;
      }
      return y;
    },
    state: () => ({ runningMean: [...runningMean], runningVariance: [...runningVariance] }),
    mode: (name: string) => void (training = name === 'training'),
  };
}
