import { whereLess } from './choice.ts';
import type { Between, MpfrField } from './field.ts';

/** One step of early stopping: what it keeps, before the step, and the metric of the step. */
export interface StoppingStep {
  readonly metric: number;
  readonly best: number;
  readonly wait: number;
  readonly t: number;
  readonly patience: number;
  readonly minDelta: number;
}

/** `yes` where the metric lies more than minDelta below the best, or is the first; else `no`. */
function whereBetter(field: MpfrField, step: StoppingStep, yes: Between, no: Between): Between {
  if (step.t === 1) return yes;
  const owed = field.add(field.number(step.metric), field.number(step.minDelta));
  return whereLess(field, owed, field.number(step.best), yes, no);
}

/* Source of all three: Keras, keras.callbacks.EarlyStopping.on_epoch_end with mode `min` and no baseline. */

/** The best metric after the step. */
export function stoppingBest(field: MpfrField, step: StoppingStep): Between {
  return whereBetter(field, step, field.number(step.metric), field.number(step.best));
}

/** The count of steps without improvement after the step. */
export function stoppingWait(field: MpfrField, step: StoppingStep): Between {
  return whereBetter(field, step, field.number(0), field.number(step.wait + 1));
}

/** 1 where training stops, else 0. The patience is at least one step. */
export function stoppingStop(field: MpfrField, step: StoppingStep): Between {
  return whereBetter(field, step, field.number(0), field.number(step.wait + 1 >= step.patience ? 1 : 0));
}
