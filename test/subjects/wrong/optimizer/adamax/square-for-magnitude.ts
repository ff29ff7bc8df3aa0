export const claims = 'optimizer/adamax';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

class Adamax {
  private h: Hyper;
  private t = 0;
  private m = new Float64Array(0);
  private u = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array): Float64Array {
    const { lr, beta1, beta2, epsilon } = this.h;
    if (this.m.length === 0) {
      this.m = new Float64Array(theta.length);
      this.u = new Float64Array(theta.length);
    }
    const correction = 1 - beta1 ** ++this.t;
    this.m = this.m.map((m, i) => beta1 * m + (1 - beta1) * g[i]!);
    this.u = this.u.map((u, i) => Math.max(beta2 * u, g[i]! * g[i]! + epsilon));
    return theta.map((w, i) => w - ((lr / correction) * this.m[i]!) / this.u[i]!);
  }

  state() {
    return { m: this.m.slice(), infinityNorm: this.u.slice() };
  }

  load(state: { m: Float64Array; infinityNorm: Float64Array }) {
    this.m = state.m.slice();
    this.u = state.infinityNorm.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Adamax(h);
