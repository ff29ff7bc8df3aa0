import type { FormatName } from '../../reference/formats/format.ts';
import type { AdamStep } from '../mpfr/adam.ts';
import { anyBits, logUniform, nearZero, snap } from './float.ts';
import type { Random } from './random.ts';

type Hyper = Pick<AdamStep, 'lr' | 'beta1' | 'beta2' | 'epsilon'> & { readonly weightDecay: number };

/** Kingma & Ba's and Loshchilov & Hutter's defaults with the decays in use, as float64 and as float32. */
const PUBLISHED: readonly Hyper[] = [0, 0.01, 0.1].flatMap((weightDecay) => {
  const wide = { lr: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay };
  const narrow = {
    lr: Math.fround(0.001),
    beta1: Math.fround(0.9),
    beta2: Math.fround(0.999),
    epsilon: Math.fround(1e-8),
    weightDecay: Math.fround(weightDecay),
  };
  return [wide, narrow, { ...wide, beta2: 0.95, lr: 3e-4 }, { ...wide, epsilon: 1e-6 }];
});

/** Values at which 1 - beta is exact and decay, epsilon and step are all of one size. */
const DYADIC: readonly Hyper[] = [
  { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2, weightDecay: 0.5 },
  { lr: 0.125, beta1: 0.5, beta2: 0.75, epsilon: 0.5, weightDecay: 0 },
  { lr: 2 ** -10, beta1: 0, beta2: 0.5, epsilon: 2 ** -20, weightDecay: 0.0625 },
];

function element(random: Random, format: FormatName): number {
  switch (random.integer(0, 7)) {
    case 0:
      return random.integer(-4, 4);
    case 1:
      return nearZero(random, format);
    case 2:
      return anyBits(random, format);
    case 3:
      return logUniform(random, format, -40, 15);
    default:
      return logUniform(random, format, -10, 4);
  }
}

/** Steps 1 to 10 mostly, where the bias correction is large; 11 to 40 now and then. */
const stepNumber = (random: Random): number =>
  random.integer(0, 9) === 0 ? random.integer(11, 40) : random.integer(1, 10);

/**
 * One element of one step: a first step from zero states (v-hat = g^2, the home of ties), a state that gradients like
 * this one would have left, or any state with v >= 0.
 */
export function adamStep(random: Random, format: FormatName): AdamStep {
  const hyper = random.choose(random.bits() & 1 ? PUBLISHED : DYADIC);
  const theta = element(random, format);
  const g = element(random, format);
  switch (random.integer(0, 3)) {
    case 0:
      return { ...hyper, theta, g, m: 0, v: 0, t: 1 };
    case 1: {
      const t = stepNumber(random);
      const m = snap(g * random.between(-1, 1), format);
      return { ...hyper, theta, g, m, v: Math.abs(snap(g * g * random.unit(), format)), t };
    }
    default:
      return {
        ...hyper,
        theta,
        g,
        m: element(random, format),
        v: Math.abs(element(random, format)),
        t: stepNumber(random),
      };
  }
}
