export const claims = 'reduce-on-plateau';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = { lrInitial: number; factor: number; patience: number; threshold: number; lrMin: number };

class Run {
  best = Number.POSITIVE_INFINITY;
  badSteps = 0;
  lr: number;
  private readonly h: Hyper;

  constructor(h: Hyper) {
    this.h = h;
    this.lr = h.lrInitial;
  }

  see(metric: number): number {
    if (this.best - metric > this.h.threshold * this.best || this.best === Number.POSITIVE_INFINITY) {
      this.best = metric;
      this.badSteps = 0;
    } else if (++this.badSteps > this.h.patience) {
      this.badSteps = 0;
      const reduced = this.h.factor * this.lr;
      this.lr = reduced < this.h.lrMin ? this.h.lrMin : reduced;
    }
    return this.lr;
  }
}

export function create(h: Hyper) {
  let runs: Run[] = [];
  return {
    step(metric: Vector) {
      if (runs.length === 0) runs = Array.from(metric, () => new Run(h));
      return runs.map((run, i) => run.see(metric[i]!));
    },
    state: () => ({
      best: runs.map(({ best }) => best),
      badSteps: runs.map(({ badSteps }) => badSteps),
      rate: runs.map(({ lr }) => lr),
    }),
  };
}
