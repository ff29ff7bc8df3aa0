export const claims = 'schedule/reduce-on-plateau';
export const format = 'float64';

type Hyper = Record<'lrInitial' | 'factor' | 'patience' | 'threshold' | 'lrMin', number>;

/** Progress is measured against the latest value and not the best. */
export function create(h: Hyper) {
  let last = new Float64Array(0);
  let badSteps = new Float64Array(0);
  let lr = new Float64Array(0);
  return {
    step(metric: Float64Array) {
      if (last.length === 0) {
        last = new Float64Array(metric.length).fill(Infinity);
        badSteps = new Float64Array(metric.length);
        lr = new Float64Array(metric.length).fill(h.lrInitial);
      }
      for (let i = 0; i < metric.length; i++) {
        badSteps[i] = metric[i]! < last[i]! * (1 - h.threshold) ? 0 : badSteps[i]! + 1;
        last[i] = metric[i]!;
        if (badSteps[i]! > h.patience) {
          lr[i] = Math.max(lr[i]! * h.factor, h.lrMin);
          badSteps[i] = 0;
        }
      }
      return lr.slice();
    },
    state: () => ({ best: last.slice(), badSteps: badSteps.slice(), lr: lr.slice() }),
  };
}
