export const claims = 'schedule/reduce-on-plateau';
export const format = 'float32';

type Hyper = Record<'lrInitial' | 'factor' | 'patience' | 'threshold' | 'lrMin', number>;

class Plateau {
  private readonly h: Hyper;
  private best = new Float32Array(0);
  private bad = new Float32Array(0);
  private lr = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = h;
  }

  step(metric: Float32Array): Float32Array {
    const { lrInitial, factor, patience, threshold } = this.h;
    if (this.best.length === 0) {
      this.best = new Float32Array(metric.length).fill(Infinity);
      this.bad = new Float32Array(metric.length);
      this.lr = new Float32Array(metric.length).fill(lrInitial);
    }
    for (let i = 0; i < metric.length; i++) {
      const better = metric[i]! < this.best[i]! * (1 - threshold);
      if (better) this.best[i] = metric[i]!;
      this.bad[i] = better ? 0 : this.bad[i]! + 1;
      if (this.bad[i]! > patience) {
        this.lr[i] = this.lr[i]! * factor;
        this.bad[i] = 0;
      }
    }
    return this.lr.slice();
  }

  state() {
    return { best: this.best.slice(), badSteps: this.bad.slice(), lr: this.lr.slice() };
  }
}

export const create = (h: Hyper) => new Plateau(h);
