import type { Between, MpfrField } from './field.ts';
import type { SgdStep } from './sgd.ts';

/** One element of one step with momentum: the velocity is that before the step. */
export interface MomentumStep extends SgdStep {
  readonly velocity: number;
  readonly momentum: number;
}

/** The velocity after the step: Polyak, 1964, equation 9, in units of the gradient. Also that of Nesterov's momentum. */
export function velocityAfter(field: MpfrField, { g, velocity, momentum }: MomentumStep): Between {
  return field.add(field.number(g), field.mul(field.number(velocity), field.number(momentum)));
}

/**
 * The parameter after the step. Of Polyak's two terms the gradient's is subtracted first, then what the old velocity
 * carries on; the new velocity is not formed.
 */
export function momentumParameter(field: MpfrField, step: MomentumStep): Between {
  const lr = field.number(step.lr);
  const descended = field.sub(field.number(step.theta), field.mul(lr, field.number(step.g)));
  const carried = field.mul(field.mul(lr, field.number(step.momentum)), field.number(step.velocity));
  return field.sub(descended, carried);
}

/**
 * The parameter after the step of Nesterov's momentum, kept at the look-ahead: Bengio, Boulanger-Lewandowski & Pascanu,
 * ICASSP 2013 (arXiv:1212.0901), equation 7, where the old velocity weighs mu^2 and the gradient 1 + mu.
 */
export function nesterovParameter(field: MpfrField, step: MomentumStep): Between {
  const mu = field.number(step.momentum);
  const gradient = field.mul(field.add(field.number(1), mu), field.number(step.g));
  const carried = field.mul(field.square(mu), field.number(step.velocity));
  return field.sub(field.number(step.theta), field.mul(field.number(step.lr), field.add(carried, gradient)));
}
