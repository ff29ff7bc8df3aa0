export const claims = 'reduce-on-plateau';
export const format = 'float32';

const f = Math.fround;

type Hyper = { lrInitial: number; factor: number; patience: number; threshold: number; lrMin: number };

export function create(h: Hyper) {
  const [start, factor, floor] = [f(h.lrInitial), f(h.factor), f(h.lrMin)];
  const share = f(1 - f(h.threshold));
  let runs: { best: number; bad: number; lr: number }[] = [];
  return {
    step(metric: Float32Array) {
      runs = Array.from(metric, (x, i) => {
        const run = runs[i];
        if (!run) return { best: x, bad: 0, lr: start };
        if (x < f(run.best * share)) return { best: x, bad: 0, lr: run.lr };
        if (run.bad < h.patience) return { best: run.best, bad: run.bad + 1, lr: run.lr };
        return { best: run.best, bad: 0, lr: Math.max(f(run.lr * factor), floor) };
      });
      return { lr: runs.map(({ lr }) => lr) };
    },
    state: () => ({
      best: runs.map(({ best }) => best),
      badSteps: runs.map(({ bad }) => bad),
      rate: runs.map(({ lr }) => lr),
    }),
  };
}
