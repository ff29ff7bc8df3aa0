export const claims = 'optimizer/nesterov';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

class Nesterov {
  private h: Hyper;
  private velocity = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array): Float64Array {
    const { lr, momentum } = this.h;
    if (this.velocity.length === 0) this.velocity = new Float64Array(theta.length);
    this.velocity = this.velocity.map((v, i) => momentum * v + g[i]!);
    return theta.map((w, i) => w - lr * (g[i]! - momentum * this.velocity[i]!));
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

export const create = (h: Hyper) => new Nesterov(h);
