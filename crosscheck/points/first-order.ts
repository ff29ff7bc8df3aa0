import type { FormatName } from '../../reference/formats/format.ts';
import type { AdadeltaStep } from '../mpfr/adadelta.ts';
import type { AdagradStep } from '../mpfr/adagrad.ts';
import type { MomentumStep } from '../mpfr/momentum.ts';
import { anyBits, logUniform, nearZero, snap } from './float.ts';
import type { Random } from './random.ts';

/** Everything that one of SGD, momentum, Nesterov, Adagrad, RMSProp and Adadelta may ask of one element of one step. */
export type FirstOrderStep = MomentumStep & AdagradStep & AdadeltaStep;

type Hyper = Pick<FirstOrderStep, 'lr' | 'momentum' | 'rho' | 'epsilon'>;

/** The published defaults of papers and frameworks, as float64 and as float32. */
const PUBLISHED: readonly Hyper[] = [
  { lr: 0.01, momentum: 0.9, rho: 0.9, epsilon: 1e-10 },
  { lr: 0.01, momentum: 0.9, rho: 0.99, epsilon: 1e-8 },
  { lr: 0.001, momentum: 0.99, rho: 0.95, epsilon: 1e-7 },
  { lr: 1, momentum: 0.5, rho: 0.9, epsilon: 1e-6 },
].flatMap((wide) => {
  const { lr, momentum, rho, epsilon } = wide;
  const narrow = {
    lr: Math.fround(lr),
    momentum: Math.fround(momentum),
    rho: Math.fround(rho),
    epsilon: Math.fround(epsilon),
  };
  return [wide, narrow];
});

/** Values at which one minus a share is exact, and rates and epsilons are of one size; nothing kept in the last. */
const DYADIC: readonly Hyper[] = [
  { lr: 0.5, momentum: 0.75, rho: 0.875, epsilon: 2 },
  { lr: 0.25, momentum: 0.5, rho: 0.75, epsilon: 0.5 },
  { lr: 1, momentum: 0.875, rho: 1 - 2 ** -10, epsilon: 2 ** -20 },
  { lr: 2 ** -10, momentum: 0, rho: 0, epsilon: 1 },
];

function element(random: Random, format: FormatName): number {
  switch (random.integer(0, 7)) {
    case 0:
    case 1:
      return random.integer(-4, 4);
    case 2:
      return nearZero(random, format);
    case 3:
      return anyBits(random, format);
    case 4:
      return logUniform(random, format, -40, 15);
    default:
      return logUniform(random, format, -10, 4);
  }
}

/**
 * A first step from states that are zero (where roots of sums are rational, the home of ties), a step after gradients
 * like this one, squares of small integers, or any states; sums and averages of squares are never negative.
 */
export function firstOrderStep(random: Random, format: FormatName): FirstOrderStep {
  const hyper = random.choose(random.bits() & 1 ? PUBLISHED : DYADIC);
  const theta = element(random, format);
  const g = element(random, format);
  const common = { ...hyper, theta, g };
  const square = (): number => random.integer(0, 4) ** 2;
  switch (random.integer(0, 4)) {
    case 0:
      return { ...common, velocity: 0, accumulator: 0, v: 0, accumulatedUpdate: 0 };
    case 1: {
      const near = (): number => Math.abs(snap(g * g * random.unit(), format));
      const velocity = snap(g * random.between(-4, 4), format);
      return { ...common, velocity, accumulator: near(), v: near(), accumulatedUpdate: near() };
    }
    case 2:
      return {
        ...common,
        velocity: random.integer(-4, 4),
        accumulator: square(),
        v: square(),
        accumulatedUpdate: square(),
      };
    default: {
      const any = (): number => Math.abs(element(random, format));
      return { ...common, velocity: element(random, format), accumulator: any(), v: any(), accumulatedUpdate: any() };
    }
  }
}
