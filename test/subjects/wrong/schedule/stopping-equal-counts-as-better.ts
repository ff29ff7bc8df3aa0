export const claims = 'schedule/early-stopping';
export const format = 'float32';

/** `<=` in place of `<`: a metric that never changes is an improvement at every step, and training never stops. */
export function create(h: { patience: number; minDelta: number }) {
  let best = new Float32Array(0);
  let wait = new Float32Array(0);
  return {
    step(metric: Float32Array) {
      if (best.length === 0) {
        best = new Float32Array(metric.length).fill(Infinity);
        wait = new Float32Array(metric.length);
      }
      return metric.map((x, i) => {
        const better = x <= best[i]! - h.minDelta;
        if (better) best[i] = x;
        wait[i] = better ? 0 : wait[i]! + 1;
        return wait[i]! >= h.patience ? 1 : 0;
      });
    },
    state: () => ({ best: best.slice(), wait: wait.slice() }),
  };
}
