import type { Between, MpfrField } from './field.ts';
import type { SgdStep } from './sgd.ts';

/** One element of one step of Adagrad: the sum of squares is that before the step. */
export interface AdagradStep extends SgdStep {
  readonly accumulator: number;
  readonly epsilon: number;
}

/** The sum of squares after the step: Duchi, Hazan & Singer, JMLR 12, 2011, figure 1 with diagonal matrices. */
export function adagradAccumulator(field: MpfrField, { g, accumulator }: AdagradStep): Between {
  return field.add(field.square(field.number(g)), field.number(accumulator));
}

/** The parameter after the step, same source, their delta beside the root. */
export function adagradParameter(field: MpfrField, step: AdagradStep): Between {
  return scaledByRoot(field, step, adagradAccumulator(field, step), step.epsilon);
}

/**
 * theta - lr g / D with D = sqrt(square) + epsilon, on one denominator: (theta D - lr g) / D. Above the line all is exact
 * whenever `square` is a square, so that a tie shows as a tie; where it is not, D is irrational, and so is the result
 * unless lr g is zero.
 */
export function scaledByRoot(field: MpfrField, step: SgdStep, square: Between, epsilon: number): Between {
  const theta = field.number(step.theta);
  if (step.g === 0 || step.lr === 0) return theta;
  const D = field.add(field.sqrt(square), field.number(epsilon));
  const moved = field.mul(field.number(step.lr), field.number(step.g));
  return field.div(field.sub(field.mul(theta, D), moved), D);
}
