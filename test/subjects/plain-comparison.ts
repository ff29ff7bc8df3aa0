import { plainScalars, plainTensors } from './plain-activations.ts';
import { activationDifference } from './plain-activations-comparison.ts';
import type { AdamHyper } from './plain-formulas.ts';
import { cosineWarmup, PlainAdam, PlainBatchNorm, scalarPages, softmax, softmaxGradient } from './plain-formulas.ts';
import { plainRules } from './plain-optimizers.ts';
import { plainGradients, plainSchedules } from './plain-schedules.ts';
import { compareGradients, compareRates, compareSteps } from './plain-steps-comparison.ts';
import { storage as storageOf } from './plain-storage.ts';
import { type Anything, kernelOf, output, Worst } from './worst-difference.ts';

const storage = (format: string) => (format === 'float32' ? Float32Array : Float64Array);

function compareScalar(subject: Anything, page: string, format: string, worst: Worst): void {
  const [value, derivative] = scalarPages[page]!;
  const kernel = kernelOf(subject, page);
  // 0 is left out: the derivative of ReLU has no single value there.
  const x = new (storage(format))(Array.from({ length: 120 }, (_, i) => (i - 59.5) / 5));
  const call = (scalar: Anything, whole: Anything, key: string, ...rest: unknown[]) =>
    scalar ? Array.from(x, (each) => scalar(each)) : output(whole(x.slice(), ...rest, { shapes: [[x.length]] }), key);
  const scale = (i: number) => Math.max(1, Math.abs(x[i]!));
  const numbers = Array.from(x);
  worst.add(
    call(kernel.value ?? (kernel instanceof Function && kernel), kernel.forward, 'y'),
    numbers.map(value),
    scale,
  );
  if (!kernel.derivative && !kernel.gradient) return;
  worst.add(call(kernel.derivative, kernel.gradient, 'x', x.slice().fill(1)), numbers.map(derivative), scale);
}

function compareSoftmax(subject: Anything, page: string, format: string, worst: Worst): void {
  const kernel = kernelOf(subject, page);
  const classes = 7;
  const Data = storage(format);
  const x = new Data(Array.from({ length: 3 * classes }, (_, i) => ((i * 37) % 23) / 2 - 5));
  const c = new Data(Array.from({ length: 3 * classes }, (_, i) => ((i * 13) % 11) - 5));
  const info = { shapes: [[3, classes]], hyper: {}, mode: '' };
  const rows = (data: ArrayLike<number>) =>
    [0, 1, 2].map((r) => Array.from(data).slice(r * classes, (r + 1) * classes));
  worst.add(output(kernel.forward(x.slice(), info), 'y'), rows(x).flatMap(softmax), () => 1);
  const gradient = rows(x).flatMap((row, r) => softmaxGradient(row, rows(c)[r]!));
  worst.add(output(kernel.gradient(x.slice(), c.slice(), info), 'x'), gradient, () => 5);
}

function compareSchedule(subject: Anything, page: string, format: string, worst: Worst): void {
  const kernel = kernelOf(subject, page);
  const hyper = { lrMax: 0.75, warmupSteps: 5, totalSteps: 40 };
  const t = new (storage(format))(Array.from({ length: 41 }, (_, i) => i));
  const scalar = kernel.value ?? (kernel instanceof Function ? kernel : undefined);
  const got = scalar ? Array.from(t, (each) => scalar(each, hyper)) : output(kernel.forward(t, { hyper }), 'lr');
  worst.add(
    got,
    Array.from(t, (each) => cosineWarmup(each, hyper)),
    () => hyper.lrMax,
  );
}

/** Dyadic hyper-parameters, exact in single precision too; a large epsilon, since a small one hides its place. */
const adamHyper: AdamHyper = { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2, weightDecay: 0.5 };

/** Two instances in turn, five elements (no multiple of four), signs and sizes that change, a new lr half-way. */
function compareAdam(subject: Anything, page: string, format: string, worst: Worst): void {
  const { pack, read } = storageOf(format);
  const pairs = [0, 1].map(() => ({
    got: subject.create({ ...adamHyper }, { format }),
    want: new PlainAdam(page, adamHyper),
  }));
  for (let t = 1; t <= 8; t++) {
    for (const [who, { got, want }] of pairs.entries()) {
      const theta = [3, -2, 5, 1, -4].map((p) => p + who - t);
      const g = [8, -3, 0, 1, 2].map((x, i) => (t > 4 && i < 2 ? 0 : (x + who + ((t * i) % 3)) * (-1) ** (t * i)));
      if (t === 5 && got.set) {
        got.set({ lr: 0.25 });
        want.set(0.25);
      }
      const info = { shapes: [[5], [5]] };
      const stepped = read(output(got.step(pack(theta), pack(g), info), 'theta'));
      worst.add(stepped, want.step(theta, g), () => 8);
      const state = got.state?.();
      if (!state) continue;
      worst.add(read(state.m), want.m, () => 8);
      worst.add(read(state.v), want.v, () => 8);
    }
  }
}

/** [n, c, s] = [3, 3, 4]; the last channel has a mean of 2^13 and a spread of about one. */
function compareBatchNorm(subject: Anything, format: string, worst: Worst): void {
  const Data = storage(format);
  const [N, C, S] = [3, 3, 4];
  const hyper = { momentum: 0.25, epsilon: 0.5 };
  const got = subject.create(hyper, { format });
  const want = new PlainBatchNorm(hyper);
  const gamma = [2, -1, 0.5];
  const beta = [1, 3, -2];
  const offset = [0, 4, 8192];
  for (const [round, mode] of ['training', 'training', 'inference', 'inference', 'training'].entries()) {
    got.mode(mode);
    want.mode = mode;
    const x = Array.from(
      { length: N * C * S },
      (_, i) => offset[Math.floor(i / S) % C]! + ((i * 7 + round * 5) % 11) / 4,
    );
    const channels = offset.map((_, c) => x.filter((_, i) => Math.floor(i / S) % C === c));
    const result = want.step(channels, gamma, beta);
    const taken = [0, 0, 0];
    const y = x.map((_, i) => {
      const c = Math.floor(i / S) % C;
      return result[c]![taken[c]!++]!;
    });
    const info = { shapes: [[N, C, S], [C], [C]] };
    // What the rounding of an input moves: as far as it lies from zero, measured in its spread.
    const scale = (c: number) => Math.max(8, offset[c]!);
    const given = output(got.step(new Data(x), new Data(gamma), new Data(beta), info), 'y');
    worst.add(given, y, (i) => scale(Math.floor(i / S) % C));
    worst.add(got.state().runningMean, want.runningMean, scale);
    worst.add(got.state().runningVariance, want.runningVariance, scale);
  }
}

/**
 * The largest difference between a planted subject and the plain formula of `page`, relative to the scale of the case.
 * `variant` is the accepted form that the subject takes, in ids joined by ` + `.
 */
export function differenceFromPlain(subject: unknown, page: string, format: string, variant = ''): number {
  if (page in plainScalars || (page in plainTensors && page !== 'activation/softmax')) {
    const { value, gradient = 0 } = activationDifference(subject, page, format);
    return Math.max(value, gradient);
  }
  const worst = new Worst();
  if (page in scalarPages) compareScalar(subject, page, format, worst);
  else if (page in plainRules) compareSteps(subject, page, format, variant, worst);
  else if (page in plainSchedules) compareRates(subject, page, format, variant, worst);
  else if (page in plainGradients) compareGradients(subject, page, format, variant, worst);
  else if (page === 'activation/softmax') compareSoftmax(subject, page, format, worst);
  else if (page === 'schedule/cosine-warmup') compareSchedule(subject, page, format, worst);
  else if (page === 'normalization/batchnorm') compareBatchNorm(subject, format, worst);
  else compareAdam(subject, page, format, worst);
  return worst.value;
}
