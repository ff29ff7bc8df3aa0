export const claims = 'optimizer/rmsprop';
export const format = 'float32';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

class RmsProp {
  private h: Hyper;
  private v = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    const { lr, rho, epsilon } = this.h;
    if (this.v.length === 0) this.v = new Float32Array(theta.length);
    this.v = this.v.map((v, i) => rho * v + g[i]! * g[i]!);
    return theta.map((w, i) => w - (lr * g[i]!) / (Math.sqrt(this.v[i]!) + epsilon));
  }

  state() {
    return { v: this.v.slice() };
  }

  load(state: { v: Float32Array }) {
    this.v = state.v.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new RmsProp(h);
