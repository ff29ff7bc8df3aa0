export const claims = 'batchnorm';
export const format = ['float32', 'float64'];

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };
type Vector = Float32Array | Float64Array;

/** y = a x + b with a = gamma / sqrt(variance + epsilon) and b = beta - a mean: one multiplication a value. */
class FoldedBatchNorm {
  private readonly h: Hyper;
  private training = true;
  private mean: number[] = [];
  private variance: number[] = [];

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(x: Vector, gamma: Vector, beta: Vector, { shapes }: Info) {
    const [, channels, spatial] = shapes[0] as [number, number, number];
    if (this.mean.length === 0) {
      this.mean = new Array<number>(channels).fill(0);
      this.variance = new Array<number>(channels).fill(1);
    }
    const y = Array.from(x);
    for (let c = 0; c < channels; c++) {
      const where = y.map((_, i) => i).filter((i) => Math.floor(i / spatial) % channels === c);
      const [mean, variance] = this.training
        ? this.learn(
            c,
            Array.from(where, (i) => x[i]!),
          )
        : [this.mean[c]!, this.variance[c]!];
      const a = gamma[c]! / Math.sqrt(variance + this.h.epsilon);
      const b = beta[c]! - a * mean;
      for (const i of where) y[i] = a * x[i]! + b;
    }
    return { y };
  }

  private learn(c: number, values: readonly number[]): [mean: number, variance: number] {
    const { momentum } = this.h;
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
    this.mean[c]! += momentum * (mean - this.mean[c]!);
    this.variance[c]! += momentum * (squares / (values.length - 1) - this.variance[c]!);
    return [mean, squares / values.length];
  }

  state() {
    return { runningMean: [...this.mean], runningVariance: [...this.variance] };
  }

  load(state: { runningMean: ArrayLike<number>; runningVariance: ArrayLike<number> }) {
    this.mean = Array.from(state.runningMean);
    this.variance = Array.from(state.runningVariance);
  }

  mode(name: string) {
    this.training = name === 'training';
  }
}

export const create = (h: Hyper) => new FoldedBatchNorm(h);
