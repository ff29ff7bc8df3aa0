import type { FormatName } from '../../reference/formats/format.ts';
import type { AdamStep } from '../mpfr/adam.ts';
import type { AdamaxStep } from '../mpfr/adamax.ts';
import type { AmsgradStep } from '../mpfr/amsgrad.ts';
import type { LionStep } from '../mpfr/lion.ts';
import type { NadamStep } from '../mpfr/nadam.ts';
import { adamStep } from './adam.ts';
import { nudge, snap } from './float.ts';
import type { Random } from './random.ts';

/** As for Adam; the norm is none yet, that of a gradient like this one, or any size. */
export function adamaxStep(random: Random, format: FormatName): AdamaxStep {
  const { v, weightDecay: _, ...step } = adamStep(random, format);
  return { ...step, infinityNorm: random.bits() & 1 ? v : Math.abs(snap(step.g * random.between(0, 2), format)) };
}

/** As for Adam; the maximum is none yet, the average itself or its neighbour, or above or below it. */
export function amsgradStep(random: Random, format: FormatName): AmsgradStep {
  const step = adamStep(random, format);
  const about = (): number => Math.abs(snap(step.v * 2 ** random.between(-4, 4), format));
  const places = [() => 0, () => step.v, () => Math.abs(nudge(step.v, random.integer(-2, 2), format)), about, about];
  return { ...step, vMax: random.choose(places)() };
}

/** As for Adam; the product is that before the first step, or any share of it. */
export function nadamStep(random: Random, format: FormatName): NadamStep {
  const step = adamStep(random, format);
  return {
    ...step,
    muProduct: step.t === 1 ? 1 : snap(random.unit(), format),
    // The rate of PyTorch, that of Keras, none, and rates whose multiples are whole now and then.
    momentumDecay: random.choose([0.004, Math.fround(0.004), 1, 0, 0.5, 0.25, 2 ** -8]),
  };
}

/** As for Adam, with steps on both sides of the one at which the rectified step begins. */
export function radamStep(random: Random, format: FormatName): AdamStep {
  const { weightDecay: _, ...step } = adamStep(random, format);
  const t = random.bits() & 1 ? step.t : random.integer(4, 12);
  return { ...step, t, beta2: random.choose([step.beta2, step.beta2, 0.9, 0.99, 7 / 8, 15 / 16]) };
}

/** As for Adam, without the second moment. */
export function lionStep(random: Random, format: FormatName): LionStep {
  const { theta, g, m, lr, beta1, beta2, weightDecay } = adamStep(random, format);
  return { theta, g, m, lr, beta1, beta2, weightDecay: weightDecay ?? 0 };
}
