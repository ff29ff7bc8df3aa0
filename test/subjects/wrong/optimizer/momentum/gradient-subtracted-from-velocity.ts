export const claims = 'optimizer/momentum';
export const format = 'float32';

interface Hyper {
  lr: number;
  momentum: number;
}

class Momentum {
  private h: Hyper;
  private velocity = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    if (this.velocity.length === 0) this.velocity = new Float32Array(theta.length);
    this.velocity = this.velocity.map((v, i) => this.h.momentum * v - g[i]!);
    return theta.map((w, i) => w - this.h.lr * this.velocity[i]!);
  }

  state() {
    return { velocity: this.velocity.slice() };
  }

  load(state: { velocity: Float32Array }) {
    this.velocity = state.velocity.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Momentum(h);
