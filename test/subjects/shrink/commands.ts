export const claims = 'batchnorm';
export const format = 'float64';

type Info = { shapes: readonly (readonly number[])[] };
type Slots = { runningMean: ArrayLike<number>; runningVariance: ArrayLike<number> };

/** Right in training and right in inference; but the first training step after inference leaves the statistics alone. */
export function create({ momentum, epsilon }: { momentum: number; epsilon: number }) {
  let training = true;
  let wasInference = false;
  let mean: number[] = [];
  let variance: number[] = [];
  return {
    mode(name: string) {
      wasInference = !training;
      training = name === 'training';
    },
    step(x: Float64Array, gamma: Float64Array, beta: Float64Array, { shapes }: Info) {
      const [n, c, s] = shapes[0] as [number, number, number];
      const y = new Float64Array(x.length);
      for (let k = 0; k < c; k++) {
        mean[k] ??= 0;
        variance[k] ??= 1;
        const places = Array.from({ length: n * s }, (_, i) => (Math.floor(i / s) * c + k) * s + (i % s));
        let mu = mean[k]!;
        let v = variance[k]!;
        if (training) {
          const count = n * s;
          mu = places.reduce((sum, i) => sum + x[i]!, 0) / count;
          v = places.reduce((sum, i) => sum + (x[i]! - mu) ** 2, 0) / count;
          if (!wasInference) {
            mean[k] = (1 - momentum) * mean[k]! + momentum * mu;
            variance[k] = (1 - momentum) * variance[k]! + (momentum * v * count) / (count - 1);
          }
        }
        for (const i of places) y[i] = (gamma[k]! * (x[i]! - mu)) / Math.sqrt(v + epsilon) + beta[k]!;
      }
      if (training) wasInference = false;
      return y;
    },
    state: () => ({ runningMean: mean, runningVariance: variance }),
    load(slots: Slots) {
      mean = Array.from(slots.runningMean);
      variance = Array.from(slots.runningVariance);
    },
  };
}
