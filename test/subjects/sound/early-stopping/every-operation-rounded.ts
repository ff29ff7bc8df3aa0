export const claims = 'early-stopping';
export const format = 'float32';

const f = Math.fround;

export function create(h: { patience: number; minDelta: number }) {
  const delta = f(h.minDelta);
  let best: number[] = [];
  let wait: number[] = [];
  return {
    step(metric: Float32Array) {
      const better = Array.from(metric, (x, i) => best[i] === undefined || x < f(best[i] - delta));
      best = better.map((yes, i) => (yes ? metric[i]! : best[i]!));
      wait = better.map((yes, i) => (yes ? 0 : wait[i]! + 1));
      return wait.map((n) => (n < h.patience ? 0 : 1));
    },
    state: () => ({ best, wait }),
  };
}
