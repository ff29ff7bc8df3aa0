/**
 * The textbook formulas in plain double precision: no interval, no rounding control, nothing of Assay. Good to about 13
 * digits on moderate inputs, which is all that a sanity test of the planted subjects needs.
 */

export type Row = readonly number[];

/**
 * P(Z > a) for a >= 0: phi(a) times the integral of exp(-a s - s^2/2) over s >= 0, by Simpson's rule on [0, 12]; where the
 * integrand is too steep for the step, by the continued fraction of Mills' ratio.
 */
function upperTail(a: number): number {
  if (a > 1.5) {
    let tail = a;
    for (let k = 100; k >= 1; k--) tail = a + k / tail;
    return density(a) / tail;
  }
  const panels = 4000;
  const h = 12 / panels;
  let sum = 0;
  for (let k = 0; k <= panels; k++) {
    const weight = k === 0 || k === panels ? 1 : k % 2 === 1 ? 4 : 2;
    sum += weight * Math.exp(-a * k * h - 0.5 * (k * h) ** 2);
  }
  return (density(a) * sum * h) / 3;
}

const density = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
const distribution = (x: number) => (x < 0 ? upperTail(-x) : 1 - upperTail(x));
const logistic = (x: number) => 1 / (1 + Math.exp(-x));
const geluRoot = Math.sqrt(2 / Math.PI);
const geluInner = (x: number) => geluRoot * (x + 0.044715 * x ** 3);

/** Value and derivative by page id. */
export const scalarPages: Readonly<Record<string, readonly [(x: number) => number, (x: number) => number]>> = {
  'activation/sigmoid': [logistic, (x) => logistic(x) * logistic(-x)],
  'activation/tanh': [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
  'activation/relu': [(x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0)],
  'activation/gelu': [(x) => x * distribution(x), (x) => distribution(x) + x * density(x)],
  'activation/gelu-tanh': [
    (x) => x * logistic(2 * geluInner(x)),
    (x) => {
      const s = logistic(2 * geluInner(x));
      return s + x * s * logistic(-2 * geluInner(x)) * 2 * geluRoot * (1 + 3 * 0.044715 * x * x);
    },
  ],
};

export function softmax(row: Row): number[] {
  const e = row.map((x) => Math.exp(x));
  const sum = e.reduce((a, b) => a + b, 0);
  return e.map((x) => x / sum);
}

export function softmaxGradient(row: Row, cotangent: Row): number[] {
  const y = softmax(row);
  const mean = y.reduce((sum, p, k) => sum + p * cotangent[k]!, 0);
  return y.map((p, k) => p * (cotangent[k]! - mean));
}

export interface Schedule {
  readonly lrMax: number;
  readonly warmupSteps: number;
  readonly totalSteps: number;
}

export function cosineWarmup(t: number, { lrMax, warmupSteps, totalSteps }: Schedule): number {
  if (t < warmupSteps) return (lrMax * t) / warmupSteps;
  return (lrMax / 2) * (1 + Math.cos((Math.PI * (t - warmupSteps)) / (totalSteps - warmupSteps)));
}

export interface AdamHyper {
  lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly weightDecay: number;
}

/** Adam with the decay left out, added to the gradient, or subtracted from the weight. */
export class PlainAdam {
  m: number[] = [];
  v: number[] = [];
  private t = 0;
  private readonly page: string;
  private readonly hyper: AdamHyper;

  constructor(page: string, hyper: AdamHyper) {
    this.page = page;
    this.hyper = { ...hyper };
  }

  set(lr: number): void {
    this.hyper.lr = lr;
  }

  step(theta: Row, g: Row): number[] {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.hyper;
    const coupled = this.page === 'optimizer/adam-l2' ? weightDecay : 0;
    const decoupled = this.page === 'optimizer/adamw' ? weightDecay : 0;
    this.t++;
    return theta.map((p, i) => {
      const total = g[i]! + coupled * p;
      this.m[i] = beta1 * (this.m[i] ?? 0) + (1 - beta1) * total;
      this.v[i] = beta2 * (this.v[i] ?? 0) + (1 - beta2) * total ** 2;
      const mHat = this.m[i]! / (1 - beta1 ** this.t);
      const vHat = this.v[i]! / (1 - beta2 ** this.t);
      return p - (lr * mHat) / (Math.sqrt(vHat) + epsilon) - lr * decoupled * p;
    });
  }
}

export interface BatchNormHyper {
  readonly momentum: number;
  readonly epsilon: number;
}

/** Channels as rows: `step` takes and returns, for each channel, its values over batch and positions. */
export class PlainBatchNorm {
  mode = 'training';
  runningMean: number[] = [];
  runningVariance: number[] = [];
  private readonly hyper: BatchNormHyper;

  constructor(hyper: BatchNormHyper) {
    this.hyper = hyper;
  }

  step(channels: readonly Row[], gamma: Row, beta: Row): number[][] {
    const { momentum, epsilon } = this.hyper;
    return channels.map((values, c) => {
      let mean = (this.runningMean[c] ??= 0);
      let variance = (this.runningVariance[c] ??= 1);
      if (this.mode === 'training') {
        mean = values.reduce((a, b) => a + b, 0) / values.length;
        const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
        variance = squares / values.length;
        this.runningMean[c] = (1 - momentum) * this.runningMean[c]! + momentum * mean;
        this.runningVariance[c] =
          (1 - momentum) * this.runningVariance[c]! + (momentum * squares) / (values.length - 1);
      }
      return values.map((x) => (gamma[c]! * (x - mean)) / Math.sqrt(variance + epsilon) + beta[c]!);
    });
  }
}
