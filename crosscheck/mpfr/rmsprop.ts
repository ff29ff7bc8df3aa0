import { scaledByRoot } from './adagrad.ts';
import { towards } from './adam.ts';
import type { Between, MpfrField } from './field.ts';
import type { SgdStep } from './sgd.ts';

/** One element of one step of RMSProp: the mean square is that before the step. */
export interface RmspropStep extends SgdStep {
  readonly v: number;
  readonly rho: number;
  readonly epsilon: number;
}

/** The mean square after the step, as a move from the old one towards the new square: Hinton's lecture 6.5, 2012. */
export function meanSquare(field: MpfrField, { g, v, rho }: Pick<RmspropStep, 'g' | 'v' | 'rho'>): Between {
  return towards(field, field.number(v), field.square(field.number(g)), rho);
}

/** The parameter after the step, epsilon beside the root. */
export function rmspropParameter(field: MpfrField, step: RmspropStep): Between {
  return scaledByRoot(field, step, meanSquare(field, step), step.epsilon);
}
