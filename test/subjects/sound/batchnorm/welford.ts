export const claims = 'batchnorm';
export const format = 'float32';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

/** B. P. Welford, "Note on a method for calculating corrected sums of squares", Technometrics 4 (1962), in double. */
class Moments {
  count = 0;
  mean = 0;
  squares = 0;

  add(value: number) {
    this.count++;
    const delta = value - this.mean;
    this.mean += delta / this.count;
    this.squares += delta * (value - this.mean);
  }
}

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let runningMean: Float32Array | undefined;
  let runningVariance: Float32Array | undefined;
  return {
    step(x: Float32Array, gamma: Float32Array, beta: Float32Array, { shapes }: Info) {
      const [, C, S] = shapes[0] as [number, number, number];
      const means = (runningMean ??= new Float32Array(C));
      const variances = (runningVariance ??= new Float32Array(C).fill(1));
      const channel = (i: number) => Math.floor(i / S) % C;
      const batch = Array.from({ length: C }, () => new Moments());
      x.forEach((value, i) => {
        batch[channel(i)]!.add(value);
      });
      const shift = batch.map(({ mean }, c) => (training ? mean : means[c]!));
      const scale = batch.map(({ squares, count }, c) => {
        return gamma[c]! / Math.sqrt((training ? squares / count : variances[c]!) + epsilon);
      });
      if (training) {
        batch.forEach(({ count, mean, squares }, c) => {
          means[c] = (1 - momentum) * means[c]! + momentum * mean;
          variances[c] = (1 - momentum) * variances[c]! + (momentum * squares) / (count - 1);
        });
      }
      return x.map((value, i) => (value - shift[channel(i)]!) * scale[channel(i)]! + beta[channel(i)]!);
    },
    state: () => ({ runningMean: runningMean?.slice() ?? [], runningVariance: runningVariance?.slice() ?? [] }),
    mode(name: string) {
      training = name === 'training';
    },
  };
}
