export const claims = 'schedule/reduce-on-plateau';
export const format = 'float32';

type Hyper = { lrInitial: number; factor: number; patience: number; threshold: number; lrMin: number };

/** `<=` in place of `<`: on a metric that stays the same, the very plateau, the rate is never reduced. */
export function create({ lrInitial, factor, patience, threshold, lrMin }: Hyper) {
  const runs: { best: number; bad: number; lr: number }[] = [];
  return {
    step(metric: Float32Array) {
      const lr = metric.map((x, i) => {
        const run = (runs[i] ??= { best: Infinity, bad: 0, lr: Math.fround(lrInitial) });
        const better = run.best === Infinity || x <= run.best * (1 - threshold);
        if (better) run.best = x;
        run.bad = better ? 0 : run.bad + 1;
        if (run.bad > patience) {
          run.lr = Math.fround(Math.max(run.lr * factor, lrMin));
          run.bad = 0;
        }
        return run.lr;
      });
      return { lr };
    },
    state: () => ({
      best: runs.map(({ best }) => best),
      badSteps: runs.map(({ bad }) => bad),
      rate: runs.map(({ lr }) => lr),
    }),
  };
}
