import { type PlainHyper, plainRules, type Slots } from './plain-optimizers.ts';
import { plainGradients, plainSchedules, scheduleCases } from './plain-schedules.ts';
import { storage } from './plain-storage.ts';
import { type Anything, kernelOf, output, type Worst } from './worst-difference.ts';

/** Dyadic hyper-parameters, exact in every format; a large epsilon, since a small one hides its place. */
const HYPER: PlainHyper = {
  lr: 0.5,
  beta1: 0.875,
  beta2: 0.9375,
  epsilon: 2,
  momentum: 0.75,
  rho: 0.875,
  weightDecay: 0.5,
  momentumDecay: 0.25,
  lrInitial: 1,
  factor: 0.5,
  patience: 2,
  threshold: 0.125,
  lrMin: 0.125,
  minDelta: 0.5,
  steps: 3,
};

/** Five elements (no multiple of four), signs and sizes that change, zeros late and in between. */
const parameterAt = (t: number, who: number): number[] => [3, -2, 5, 1, -4].map((p) => p + who - t);
const gradientAt = (t: number, who: number): number[] =>
  [8, -3, 0, 1, 2].map((x, i) => (t > 6 && i < 2 ? 0 : (x + who + ((t * i) % 3)) * (-1) ** (t * i)));

/** Metrics that fall, stay, fall by too little and rise. */
const metricAt = (t: number, who: number): number[] => [16 - t, 8, 16 - t / 16, 4 + who + t, 8 + 4 * (t % 4)];

/** Two instances in turn over twelve steps, a new learning rate half-way where it can be changed. */
export function compareSteps(subject: Anything, page: string, format: string, variant: string, worst: Worst): void {
  const { pack, read } = storage(format);
  const create = subject.create ?? ((...args: unknown[]) => new subject.default(...args));
  const pairs = [0, 1].map(() => ({
    instance: create({ ...HYPER }, { format, page }),
    step: plainRules[page]!(new Set(variant.split(' + ').filter(Boolean))),
    slots: Array.from({ length: 5 }, (): Slots => ({})),
    hyper: HYPER,
  }));
  for (let t = 1; t <= 12; t++) {
    for (const [who, pair] of pairs.entries()) {
      const { instance, step, slots } = pair;
      if (t === 6 && instance.set && page.startsWith('optimizer/')) {
        instance.set({ lr: 0.25 });
        pair.hyper = { ...HYPER, lr: 0.25 };
      }
      const isOptimizer = page.startsWith('optimizer/');
      const lone = page.startsWith('schedule/') ? metricAt(t, who) : gradientAt(t, who);
      const call = isOptimizer ? [parameterAt(t, who), gradientAt(t, who)] : [lone];
      const given = instance.step(...call.map((x) => pack(x)), { shapes: call.map(() => [5]) });
      const want = slots.map((each, i) =>
        step(
          call.map((x) => x[i]!),
          each,
          t,
          pair.hyper,
        ),
      );
      worst.add(
        read(
          output(
            given,
            isOptimizer ? 'theta' : page.endsWith('stopping') ? 'stop' : page.startsWith('schedule/') ? 'lr' : 'y',
          ),
        ),
        want,
        () => 8,
      );
      const state = instance.state?.() ?? {};
      for (const [key, values] of Object.entries(state)) {
        const expected = slots.map((each) => each[key]!);
        const shown = read(values as ArrayLike<number>);
        worst.add(shown, shown.length === 1 ? expected.slice(0, 1) : expected, (i) =>
          Math.max(8, Math.abs(expected[i]!)),
        );
      }
    }
  }
}

export function compareRates(subject: Anything, page: string, format: string, variant: string, worst: Worst): void {
  const kernel = kernelOf(subject, page);
  const [hyper, last] = scheduleCases[page]!;
  const t = storage(format).pack(Array.from({ length: last + 1 }, (_, i) => i)) as Float64Array;
  const scalar = kernel.value ?? (kernel instanceof Function ? kernel : undefined);
  const got = scalar ? Array.from(t, (each) => scalar(each, hyper)) : output(kernel.forward(t, { hyper }), 'lr');
  const rate = plainSchedules[page]!;
  worst.add(
    got,
    Array.from(t, (each) => rate(each, hyper, variant)),
    () => hyper.lrMax!,
  );
}

/** Limits that clip and limits that do not. */
export function compareGradients(subject: Anything, page: string, format: string, variant: string, worst: Worst): void {
  const kernel = kernelOf(subject, page);
  const { pack } = storage(format);
  const plain = plainGradients[page]!;
  const g = Array.from({ length: 12 }, (_, i) => ((i * 37) % 23) / 2 - 5);
  const inputs = page.endsWith('global-norm') ? [g.slice(0, 5), g.slice(5)] : [g];
  const shapes = page.endsWith('mini-batch') ? [[4, 3]] : inputs.map((x) => [x.length]);
  for (const size of [0.75, 3, 100]) {
    const hyper = { limit: size, maxNorm: size, lossScale: size };
    const scalar = kernel.value ?? (kernel instanceof Function ? kernel : undefined);
    const given = scalar
      ? Array.from(inputs[0]!, (x) => scalar(x, hyper))
      : kernel.forward(...inputs.map((x) => pack(x)), { shapes, hyper, mode: '' });
    for (const [key, want] of Object.entries(plain(inputs, hyper, variant)))
      worst.add(output(given, key), want, () => 8);
  }
}
