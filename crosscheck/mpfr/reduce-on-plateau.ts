import { whereLess } from './choice.ts';
import type { Between, MpfrField } from './field.ts';

/** One step of a rate that is reduced on a plateau: what it keeps, before the step, and the metric of the step. */
export interface PlateauStep {
  readonly metric: number;
  readonly best: number;
  readonly badSteps: number;
  readonly rate: number;
  readonly t: number;
  readonly lrInitial: number;
  readonly factor: number;
  readonly patience: number;
  readonly threshold: number;
  readonly lrMin: number;
}

/** `yes` where the metric beats the best by more than the share `threshold` of it, or is the first; else `no`. */
function whereBetter(field: MpfrField, step: PlateauStep, yes: Between, no: Between): Between {
  if (step.t === 1) return yes;
  const best = field.number(step.best);
  const owed = field.mul(field.number(step.threshold), best);
  return whereLess(field, field.add(field.number(step.metric), owed), best, yes, no);
}

/*
 * Source of all three: PyTorch, torch.optim.lr_scheduler.ReduceLROnPlateau.step with mode `min`, threshold_mode `rel` and
 * cooldown 0. There, a count beyond the patience reduces the rate and starts again at zero.
 */

/** The best metric after the step. */
export function plateauBest(field: MpfrField, step: PlateauStep): Between {
  return whereBetter(field, step, field.number(step.metric), field.number(step.best));
}

/** The count of steps without improvement after the step. */
export function plateauBadSteps(field: MpfrField, step: PlateauStep): Between {
  const counted = step.badSteps + 1;
  return whereBetter(field, step, field.number(0), field.number(counted > step.patience ? 0 : counted));
}

/** The learning rate after the step. */
export function plateauRate(field: MpfrField, step: PlateauStep): Between {
  const before = field.number(step.t === 1 ? step.lrInitial : step.rate);
  if (step.badSteps + 1 <= step.patience) return before;
  const smaller = field.max(field.mul(before, field.number(step.factor)), field.number(step.lrMin));
  return whereBetter(field, step, before, smaller);
}
