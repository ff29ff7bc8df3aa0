export const claims = 'optimizer/lion';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>;

class Lion {
  private h: Hyper;
  private m = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array): Float64Array {
    const { lr, beta2, weightDecay } = this.h;
    if (this.m.length === 0) this.m = new Float64Array(theta.length);
    this.m = this.m.map((m, i) => beta2 * m + (1 - beta2) * g[i]!);
    return theta.map((w, i) => w - lr * (Math.sign(this.m[i]!) + weightDecay * w));
  }

  state() {
    return { m: this.m.slice() };
  }

  load(state: { m: Float64Array }) {
    this.m = state.m.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Lion(h);
