export const claims = 'early-stopping';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

class Run {
  best: number | undefined;
  private left: number;
  private readonly patience: number;

  constructor(patience: number) {
    this.patience = patience;
    this.left = patience;
  }

  get wait(): number {
    return this.patience - this.left;
  }

  see(metric: number, minDelta: number): number {
    if (this.best === undefined || this.best - metric > minDelta) {
      this.best = metric;
      this.left = this.patience;
    } else this.left--;
    return this.left <= 0 ? 1 : 0;
  }
}

export function create({ patience, minDelta }: { patience: number; minDelta: number }) {
  let runs: Run[] = [];
  return {
    step(metric: Vector) {
      if (runs.length === 0) runs = Array.from(metric, () => new Run(patience));
      return { stop: runs.map((run, i) => run.see(metric[i]!, minDelta)) };
    },
    state: () => ({ best: runs.map(({ best }) => best ?? 0), wait: runs.map(({ wait }) => wait) }),
  };
}
