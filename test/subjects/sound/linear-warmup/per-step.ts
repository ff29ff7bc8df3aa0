export const format = 'float64';

class Warmup {
  private readonly perStep: number;
  private readonly top: number;

  constructor(top: number, steps: number) {
    this.top = top;
    this.perStep = top / steps;
  }

  at(t: number): number {
    const rate = t * this.perStep;
    return rate < this.top ? rate : this.top;
  }
}

export const kernels = {
  'linear-warmup': (t: number, h: { lrMax: number; warmupSteps: number }) => new Warmup(h.lrMax, h.warmupSteps).at(t),
};
