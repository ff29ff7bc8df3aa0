export const claims = 'schedule/reduce-on-plateau';
export const format = 'float64';

type Hyper = Record<'lrInitial' | 'factor' | 'patience' | 'threshold' | 'lrMin', number>;

/** After each reduction half the patience is enough. */
export function create(h: Hyper) {
  let best = new Float64Array(0);
  let badSteps = new Float64Array(0);
  let lr = new Float64Array(0);
  let patience = new Float64Array(0);
  return {
    step(metric: Float64Array) {
      if (best.length === 0) {
        best = new Float64Array(metric.length).fill(Infinity);
        badSteps = new Float64Array(metric.length);
        lr = new Float64Array(metric.length).fill(h.lrInitial);
        patience = new Float64Array(metric.length).fill(h.patience);
      }
      for (let i = 0; i < metric.length; i++) {
        if (metric[i]! < best[i]! * (1 - h.threshold)) {
          best[i] = metric[i]!;
          badSteps[i] = 0;
        } else badSteps[i] = badSteps[i]! + 1;
        if (badSteps[i]! > patience[i]!) {
          lr[i] = Math.max(lr[i]! * h.factor, h.lrMin);
          badSteps[i] = 0;
          patience[i] = Math.floor(patience[i]! / 2);
        }
      }
      return lr.slice();
    },
    state: () => ({ best: best.slice(), badSteps: badSteps.slice(), lr: lr.slice() }),
  };
}
