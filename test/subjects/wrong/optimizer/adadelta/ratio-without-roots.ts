export const claims = 'optimizer/adadelta';
export const format = 'float64';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

class Adadelta {
  private h: Hyper;
  private v = new Float64Array(0);
  private u = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array): Float64Array {
    const { lr, rho, epsilon } = this.h;
    if (this.v.length === 0) {
      this.v = new Float64Array(theta.length);
      this.u = new Float64Array(theta.length);
    }
    const next = new Float64Array(theta.length);
    for (let i = 0; i < next.length; i++) {
      const v = (this.v[i] = rho * this.v[i]! + (1 - rho) * g[i]! * g[i]!);
      const delta = ((this.u[i]! + epsilon) / (v + epsilon)) * g[i]!;
      this.u[i] = rho * this.u[i]! + (1 - rho) * delta * delta;
      next[i] = theta[i]! - lr * delta;
    }
    return next;
  }

  state() {
    return { v: this.v.slice(), accumulatedUpdate: this.u.slice() };
  }

  load(state: { v: Float64Array; accumulatedUpdate: Float64Array }) {
    this.v = state.v.slice();
    this.u = state.accumulatedUpdate.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Adadelta(h);
