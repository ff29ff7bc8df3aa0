export const claims = 'schedule/early-stopping';
export const format = 'float64';

export function create(h: { patience: number; minDelta: number }) {
  let best = new Float64Array(0);
  let wait = new Float64Array(0);
  return {
    step(metric: Float64Array) {
      if (best.length === 0) {
        best = new Float64Array(metric.length).fill(Infinity);
        wait = new Float64Array(metric.length);
      }
      return metric.map((x, i) => {
        const better = x < best[i]! + h.minDelta;
        if (better) best[i] = x;
        wait[i] = better ? 0 : wait[i]! + 1;
        return wait[i]! >= h.patience ? 1 : 0;
      });
    },
    state: () => ({ best: best.slice(), wait: wait.slice() }),
  };
}
