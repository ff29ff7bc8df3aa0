import type { FormatName } from '../../reference/formats/format.ts';
import type { Decay } from '../mpfr/cosine-annealing.ts';
import type { StoppingStep } from '../mpfr/early-stopping.ts';
import type { CycleStep } from '../mpfr/one-cycle.ts';
import type { PolynomialDecay } from '../mpfr/polynomial-decay.ts';
import type { PlateauStep } from '../mpfr/reduce-on-plateau.ts';
import { logUniform, nudge, snap } from './float.ts';
import type { Random } from './random.ts';

const RATES: readonly number[] = [0.001, Math.fround(0.001), 3e-4, 0.5, 1];
const FACTORS: readonly number[] = [0.1, Math.fround(0.1), 0.5, 0.9, 0.99, 0.9375, 1];

const rate = (random: Random, format: FormatName): number =>
  random.bits() & 1 ? random.choose(RATES) : Math.abs(logUniform(random, format, -12, 2));

/** A factor that a drop multiplies by, in (0, 1]. */
const factor = (random: Random): number =>
  random.bits() & 1 ? random.choose(FACTORS) : 2 ** -24 * random.integer(1, 2 ** 24);

/** No smallest rate, one a share of the largest, or one that the largest has nothing to do with. */
function smallest(random: Random, format: FormatName, largest: number): number {
  const kind = random.integer(0, 3);
  if (kind < 2) return 0;
  return kind === 2 ? snap(largest / random.integer(2, 100), format) : rate(random, format);
}

/** Length and step of a schedule: any, or next to a multiple of a sixth of it, where cosines are rational and steps turn. */
export function lengthAndStep(random: Random, periods: number): { readonly length: number; readonly t: number } {
  if (random.bits() & 1) {
    const length = random.integer(1, 1000);
    return { length, t: random.integer(0, periods * length) };
  }
  const sixth = random.integer(1, 150);
  const t = sixth * random.integer(0, 6 * periods) + random.integer(-1, 1);
  return { length: 6 * sixth, t: Math.max(0, t) };
}

export function warmupStep(random: Random, format: FormatName): { t: number; lrMax: number; warmupSteps: number } {
  const { length, t } = lengthAndStep(random, 9);
  return { t, lrMax: rate(random, format), warmupSteps: length };
}

export function decayStep(random: Random, format: FormatName): Decay {
  const { length, t } = lengthAndStep(random, 2);
  const lrMax = rate(random, format);
  // Mostly before the end, which is all one.
  const step = t > length && random.integer(0, 3) > 0 ? t - length : t;
  return { t: step, lrMax, lrMin: smallest(random, format, lrMax), totalSteps: length };
}

/** Powers in use, and others; those that are no half have a denominator of 16 or more. */
export function polynomialStep(random: Random, format: FormatName): PolynomialDecay {
  const power =
    random.bits() & 1 ? random.choose([1, 2, 3, 0.5, 1.5, 0.9]) : (2 * random.integer(1, 2 ** 22) + 1) * 2 ** -20;
  return { ...decayStep(random, format), power };
}

export function periodicStep(random: Random, format: FormatName): Omit<Decay, 'totalSteps'> & { period: number } {
  const { length, t } = lengthAndStep(random, 5);
  const lrMax = rate(random, format);
  return { t, lrMax, lrMin: smallest(random, format, lrMax), period: length };
}

export function dropStep(random: Random, format: FormatName): { t: number; lrMax: number; gamma: number } {
  return { t: random.integer(0, random.choose([10, 100, 1000])), lrMax: rate(random, format), gamma: factor(random) };
}

export function staircaseStep(random: Random, format: FormatName) {
  const { length, t } = lengthAndStep(random, 8);
  return { t, lrMax: rate(random, format), gamma: factor(random), stepSize: length };
}

/** Published divisors and others; shares at which the peak is a whole step or a sixth of a phase, and any. */
export function cycleStep(random: Random, format: FormatName): CycleStep {
  const totalSteps = random.bits() & 1 ? random.integer(2, 1000) : 16 * random.integer(1, 60);
  const warmupShare =
    random.bits() & 1 ? random.choose([0.25, 0.3, Math.fround(0.3), 0.5, 0.0625]) : random.between(0.01, 0.99);
  const divisor = (usual: readonly number[]): number =>
    random.bits() & 1 ? random.choose(usual) : 1 + Math.abs(logUniform(random, format, -2, 12));
  const peak = warmupShare * totalSteps - 1;
  const anywhere = random.integer(0, totalSteps + 5);
  const turn = Math.round(random.choose([0, peak / 3, peak / 2, peak, (peak + totalSteps - 1) / 2, totalSteps - 1]));
  const t = random.bits() & 1 ? anywhere : Math.max(0, turn + random.integer(-1, 1));
  return {
    t,
    lrMax: rate(random, format),
    divFactor: divisor([25, 10, 16]),
    finalDivFactor: divisor([1e4, 1e5, 256]),
    warmupShare,
    totalSteps,
  };
}

/** A metric that is better than `target`, worse, or within a few units of the last place of it. */
function metricNear(random: Random, format: FormatName, target: number): number {
  if (random.bits() & 1) return nudge(snap(target, format), random.integer(-2, 2), format);
  return snap(target * random.between(0.5, 1.5), format);
}

const bestSoFar = (random: Random, format: FormatName): number =>
  random.bits() & 1 ? snap(random.integer(-8, 64) / 8, format) : Math.abs(logUniform(random, format, -10, 8));

/** The first step now and then; else counts that stand just before the end of the patience, or anywhere. */
const stepNumber = (random: Random): number => (random.integer(0, 7) === 0 ? 1 : random.integer(2, 60));
const countNear = (random: Random, patience: number): number =>
  random.bits() & 1 ? Math.max(0, patience - random.integer(0, 2)) : random.integer(0, patience);

export function plateauStep(random: Random, format: FormatName): PlateauStep {
  const lrInitial = rate(random, format);
  const threshold = random.choose([0, 1e-4, Math.fround(1e-4), 0.01, 2 ** -10, 0.25]);
  const best = bestSoFar(random, format);
  const patience = random.choose([0, 1, 2, 3, 10, 25]);
  return {
    metric: metricNear(random, format, best * (1 - threshold)),
    best,
    badSteps: countNear(random, patience),
    rate: Math.abs(logUniform(random, format, -12, 2)),
    t: stepNumber(random),
    lrInitial,
    factor: random.choose(FACTORS.filter((each) => each < 1)),
    patience,
    threshold,
    lrMin: smallest(random, format, lrInitial),
  };
}

export function stoppingStep(random: Random, format: FormatName): StoppingStep {
  const minDelta = random.choose([0, 0, 1e-4, 0.01, 0.125]);
  const best = bestSoFar(random, format);
  const patience = random.choose([1, 2, 3, 10, 25]);
  return {
    metric: metricNear(random, format, best - minDelta),
    best,
    wait: countNear(random, patience),
    t: stepNumber(random),
    patience,
    minDelta,
  };
}
