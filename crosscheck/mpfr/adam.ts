import type { Between, MpfrField } from './field.ts';

/** One element of one step: the states and the parameter before it, the gradient, and the number of the step. */
export interface AdamStep {
  readonly theta: number;
  readonly g: number;
  readonly m: number;
  readonly v: number;
  readonly t: number;
  readonly lr: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Absent for Adam, which has none. */
  readonly weightDecay?: number;
}

/** Where the decay enters: nowhere, into the gradient, or straight into the parameter. */
export type Decay = 'none' | 'coupled' | 'decoupled';

/** a + (1 - beta) (b - a), the exponential moving average written as a step from a towards b. */
export function towards(field: MpfrField, a: Between, b: Between, beta: number): Between {
  const rate = field.sub(field.number(1), field.number(beta));
  return field.add(a, field.mul(rate, field.sub(b, a)));
}

function gradient(field: MpfrField, step: AdamStep, decay: Decay): Between {
  const g = field.number(step.g);
  if (decay !== 'coupled') return g;
  return field.add(g, field.mul(field.number(step.weightDecay ?? 0), field.number(step.theta)));
}

/** The first moment after the step. Source: Kingma & Ba, ICLR 2015, algorithm 1 (arXiv:1412.6980). */
export function adamFirstMoment(field: MpfrField, step: AdamStep, decay: Decay): Between {
  return towards(field, field.number(step.m), gradient(field, step, decay), step.beta1);
}

/** The second raw moment after the step, same source. */
export function adamSecondMoment(field: MpfrField, step: AdamStep, decay: Decay): Between {
  return towards(field, field.number(step.v), field.square(gradient(field, step, decay)), step.beta2);
}

/**
 * The parameter after the step: Kingma & Ba, algorithm 1; the decay `decoupled` as in Loshchilov & Hutter, ICLR 2019
 * (arXiv:1711.05101), algorithm 2 line 12, scaled by the learning rate; `coupled` as in its line 6 (L2).
 *
 * With c1 = 1 - beta1^t, c2 = 1 - beta2^t and D = sqrt(v c2) + epsilon c2, the corrected quotient
 * mHat / (sqrt(vHat) + epsilon) equals m c2 / (c1 D). On one denominator,
 *
 *     theta' = (theta (1 - lr weightDecay) c1 D - lr m c2) / (c1 D),
 *
 * everything above the line is exact whenever v c2 is a square, so that a tie shows as a tie. (Where it is not, D is
 * irrational, so theta' is too unless m = 0, and no tie can occur.)
 */
export function adamParameter(field: MpfrField, step: AdamStep, decay: Decay): Between {
  const one = field.number(1);
  const m = adamFirstMoment(field, step, decay);
  const v = adamSecondMoment(field, step, decay);
  const lr = field.number(step.lr);
  const shrink = decay === 'decoupled' ? field.sub(one, field.mul(lr, field.number(step.weightDecay ?? 0))) : one;
  const kept = field.mul(field.number(step.theta), shrink);
  if (field.sign(m) === 0) return kept;
  const c1 = field.sub(one, field.power(field.number(step.beta1), step.t));
  const c2 = field.sub(one, field.power(field.number(step.beta2), step.t));
  const D = field.add(field.sqrt(field.mul(v, c2)), field.mul(field.number(step.epsilon), c2));
  const below = field.mul(c1, D);
  const moved = field.mul(lr, field.mul(m, c2));
  return field.div(field.sub(field.mul(kept, below), moved), below);
}
