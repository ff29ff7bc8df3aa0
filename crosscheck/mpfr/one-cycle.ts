import type { Between, MpfrField } from './field.ts';
import { halfCosine, sixthsOf } from './half-cosine.ts';

/** A one-cycle schedule and a step of it. */
export interface CycleStep {
  readonly t: number;
  readonly lrMax: number;
  readonly divFactor: number;
  readonly finalDivFactor: number;
  readonly warmupShare: number;
  readonly totalSteps: number;
}

/** A positive float64 up to 1 as a whole number over a power of two. */
function dyadic(x: number): { readonly above: bigint; readonly below: bigint } {
  let [above, below] = [x, 1n];
  while (!Number.isInteger(above)) [above, below] = [2 * above, 2n * below];
  return { above: BigInt(above), below };
}

/**
 * PyTorch's OneCycleLR with two phases of cosine annealing: up to lrMax at step warmupShare totalSteps - 1, down to
 * lrMax / (divFactor finalDivFactor) at step totalSteps - 1, and held there. Source: the documentation and source of
 * torch.optim.lr_scheduler.OneCycleLR, after Smith & Topin, arXiv:1708.07120.
 *
 * With D the divisor of the far end of the phase, the rate is lrMax (1 + (D - 1) c) / D for the wave c from 0 to 1: one
 * division last. The rise is the fall read backwards, so both take the half cosine. Which phase, and whether the share
 * of it is a number of sixths, is decided in whole numbers: the share of the steps is `above / below`.
 */
export function oneCycle(field: MpfrField, step: CycleStep): Between {
  const { t, lrMax, totalSteps } = step;
  const { above, below } = dyadic(step.warmupShare);
  // In units of 1 / below: the peak, the step, and the last step.
  const peak = above * BigInt(totalSteps) - below;
  const last = BigInt(totalSteps - 1) * below;
  const now = BigInt(t) * below < last ? BigInt(t) * below : last;
  const share = field.number(step.warmupShare);
  const summit = field.sub(field.mul(share, field.number(totalSteps)), field.number(1));
  const at = field.number(Math.min(t, totalSteps - 1));
  const rises = now < peak;
  const distance = field.abs(field.sub(at, summit));
  const length = rises ? summit : field.sub(field.number(totalSteps - 1), summit);
  const sixths = rises ? sixthsOf(peak - now, peak) : sixthsOf(now - peak, last - peak);
  const c = halfCosine(field, field.div(distance, length), sixths);
  const start = field.number(step.divFactor);
  const D = rises ? start : field.mul(start, field.number(step.finalDivFactor));
  const one = field.number(1);
  const weighted = field.add(one, field.mul(field.sub(D, one), c));
  return field.div(field.mul(field.number(lrMax), weighted), D);
}
