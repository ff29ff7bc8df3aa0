/** Schedules and rules for gradients without a state, in plain double precision; see plain-optimizers.ts. */

import type { PlainHyper } from './plain-optimizers.ts';

const cosine = (p: number): number => (1 + Math.cos(Math.PI * p)) / 2;

/** The rate at step `t`, by page id. */
export const plainSchedules: Readonly<Record<string, (t: number, h: PlainHyper, variant: string) => number>> = {
  'schedule/linear-warmup': (t, h) => h.lrMax! * Math.min(1, t / h.warmupSteps!),
  'schedule/cosine-annealing': (t, h, variant) => {
    const p = (variant === 'no-clamp' ? t : Math.min(t, h.totalSteps!)) / h.totalSteps!;
    return h.lrMin! + (h.lrMax! - h.lrMin!) * cosine(p);
  },
  'schedule/step-decay': (t, h) => h.lrMax! * h.gamma! ** Math.floor(t / h.stepSize!),
  'schedule/exponential': (t, h) => h.lrMax! * h.gamma! ** t,
  'schedule/linear': (t, h) => h.lrMax! + (h.lrMin! - h.lrMax!) * Math.min(1, t / h.totalSteps!),
  'schedule/polynomial': (t, h) =>
    (h.lrMax! - h.lrMin!) * (1 - Math.min(t, h.totalSteps!) / h.totalSteps!) ** h.power! + h.lrMin!,
  'schedule/inverse-sqrt': (t, h) =>
    h.lrMax! * (t < h.warmupSteps! ? t / h.warmupSteps! : Math.sqrt(h.warmupSteps! / t)),
  'schedule/warm-restarts': (t, h) => h.lrMin! + (h.lrMax! - h.lrMin!) * cosine((t % h.period!) / h.period!),
  'schedule/one-cycle': (t, h) => {
    const start = h.lrMax! / h.divFactor!;
    const floor = start / h.finalDivFactor!;
    const [peak, last] = [h.warmupShare! * h.totalSteps! - 1, h.totalSteps! - 1];
    if (t <= peak) return h.lrMax! + (start - h.lrMax!) * cosine(t / peak);
    return floor + (h.lrMax! - floor) * cosine(Math.min(1, (t - peak) / (last - peak)));
  },
};

/** By schedule, the hyper-parameters of the comparison and the last step that is asked for. */
export const scheduleCases: Readonly<Record<string, readonly [hyper: PlainHyper, last: number]>> = {
  'schedule/linear-warmup': [{ lrMax: 0.75, warmupSteps: 6 }, 20],
  'schedule/cosine-annealing': [{ lrMax: 0.75, lrMin: 0.125, totalSteps: 12 }, 30],
  'schedule/step-decay': [{ lrMax: 0.75, gamma: 0.5, stepSize: 5 }, 40],
  'schedule/exponential': [{ lrMax: 0.75, gamma: 0.875 }, 40],
  'schedule/linear': [{ lrMax: 0.75, lrMin: 0.125, totalSteps: 12 }, 30],
  'schedule/polynomial': [{ lrMax: 0.75, lrMin: 0.125, power: 2.5, totalSteps: 12 }, 30],
  'schedule/inverse-sqrt': [{ lrMax: 0.75, warmupSteps: 6 }, 40],
  'schedule/warm-restarts': [{ lrMax: 0.75, lrMin: 0.125, period: 7 }, 40],
  'schedule/one-cycle': [{ lrMax: 0.75, divFactor: 4, finalDivFactor: 8, warmupShare: 0.25, totalSteps: 40 }, 45],
};

const norm = (...parts: readonly (readonly number[])[]): number =>
  Math.sqrt(parts.flat().reduce((sum, x) => sum + x * x, 0));

const scaled = (g: readonly number[], factor: number): number[] => g.map((x) => x * Math.min(1, factor));

/** Outputs by key of flat inputs, by page id; `mini-batch` takes rows of three. */
export const plainGradients: Readonly<
  Record<string, (inputs: readonly number[][], h: PlainHyper, variant: string) => Record<string, number[]>>
> = {
  'gradient/clip-by-value': ([x], h) => ({ y: x!.map((each) => Math.max(-h.limit!, Math.min(h.limit!, each))) }),
  'gradient/loss-scaling': ([x], h) => ({ y: x!.map((each) => each / h.lossScale!) }),
  'gradient/clip-by-norm': ([g], h) => ({ y: scaled(g!, h.maxNorm! / norm(g!)) }),
  'gradient/clip-by-global-norm': ([a, b], h, variant) => {
    const factor = h.maxNorm! / (norm(a!, b!) + (variant === 'torch-epsilon' ? 1e-6 : 0));
    return { clippedA: scaled(a!, factor), clippedB: scaled(b!, factor) };
  },
  'gradient/mini-batch': ([g]) => ({
    y: [0, 1, 2].map((j) => g!.filter((_, i) => i % 3 === j).reduce((sum, x) => sum + x / (g!.length / 3), 0)),
  }),
};
