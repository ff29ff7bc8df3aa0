export const claims = 'accumulation';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

class Accumulator {
  private sum: Vector | undefined;
  private left: number;
  private readonly steps: number;

  constructor({ steps }: { steps: number }) {
    this.steps = steps;
    this.left = steps;
  }

  step(g: Vector) {
    const before = this.sum ?? g.slice().fill(0);
    const sum = g.slice();
    for (let i = 0; i < g.length; i++) sum[i] = before[i]! + g[i]!;
    this.left--;
    if (this.left > 0) {
      this.sum = sum;
      return g.slice().fill(0);
    }
    this.left = this.steps;
    this.sum = g.slice().fill(0);
    const share = 1 / this.steps;
    return Array.from(sum, (x) => x * share);
  }

  state() {
    return { sum: this.sum?.slice() ?? [] };
  }
}

export const create = (h: { steps: number }) => new Accumulator(h);
