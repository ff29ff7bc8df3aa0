export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

class Momentum {
  private h: Hyper;
  private velocity = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  /** The position is integrated with the trapezoidal rule. */
  step(theta: Float64Array, g: Float64Array): Float64Array {
    if (this.velocity.length === 0) this.velocity = new Float64Array(theta.length);
    const before = this.velocity;
    this.velocity = before.map((v, i) => this.h.momentum * v + g[i]!);
    return theta.map((w, i) => w - (this.h.lr * (before[i]! + this.velocity[i]!)) / 2);
  }

  state() {
    return { velocity: this.velocity.slice() };
  }

  load(state: { velocity: Float64Array }) {
    this.velocity = state.velocity.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Momentum(h);
