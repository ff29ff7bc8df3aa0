export const claims = 'normalization/batchnorm';
export const format = 'float32';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

class BatchNorm {
  training = true;
  runningMean = new Float32Array(0);
  runningVariance = new Float32Array(0);
  private readonly momentum: number;
  private readonly epsilon: number;

  constructor({ momentum, epsilon }: Hyper) {
    this.momentum = momentum;
    this.epsilon = epsilon;
  }

  step(x: Float32Array, gamma: Float32Array, beta: Float32Array, { shapes }: Info) {
    const [, channels, spatial] = shapes[0] as [number, number, number];
    if (this.runningMean.length === 0) {
      this.runningMean = new Float32Array(channels);
      this.runningVariance = new Float32Array(channels).fill(1);
    }
    const channelOf = (i: number) => Math.floor(i / spatial) % channels;
    const y = new Float32Array(x.length);
    for (let c = 0; c < channels; c++) {
      const values = Array.from(x).filter((_, i) => channelOf(i) === c);
      const count = values.length;
      const mean = values.reduce((a, b) => a + b, 0) / count;
      const squares = values.reduce((a, b) => a + (b - mean) ** 2, 0);
      if (this.training) {
        this.runningMean[c]! += this.momentum * (mean - this.runningMean[c]!);
        this.runningVariance[c]! += this.momentum * (squares / (count - 1) - this.runningVariance[c]!);
      }
      const scale = gamma[c]! / Math.sqrt(squares / count + this.epsilon);
      x.forEach((value, i) => {
        if (channelOf(i) === c) y[i] = (value - mean) * scale + beta[c]!;
      });
    }
    return y;
  }

  state() {
    return { runningMean: this.runningMean.slice(), runningVariance: this.runningVariance.slice() };
  }

  mode(name: string) {
    this.training = name === 'training';
  }
}

export const create = (h: Hyper) => new BatchNorm(h);
