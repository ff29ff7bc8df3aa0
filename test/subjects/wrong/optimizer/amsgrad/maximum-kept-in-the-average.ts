export const claims = 'optimizer/amsgrad';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

class Amsgrad {
  private h: Hyper;
  private t = 0;
  private m = new Float32Array(0);
  private v = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    const { lr, beta1, beta2, epsilon } = this.h;
    if (this.m.length === 0) {
      this.m = new Float32Array(theta.length);
      this.v = new Float32Array(theta.length);
    }
    this.t++;
    const c1 = 1 - beta1 ** this.t;
    const c2 = Math.sqrt(1 - beta2 ** this.t);
    this.m = this.m.map((m, i) => beta1 * m + (1 - beta1) * g[i]!);
    this.v = this.v.map((v, i) => Math.max(v, beta2 * v + (1 - beta2) * g[i]! * g[i]!));
    return theta.map((w, i) => w - ((lr / c1) * this.m[i]!) / (Math.sqrt(this.v[i]!) / c2 + epsilon));
  }

  /** One buffer serves as the average and as its maximum. */
  state() {
    return { m: this.m.slice(), v: this.v.slice(), vMax: this.v.slice() };
  }

  load(state: { m: Float32Array; vMax: Float32Array }) {
    this.m = state.m.slice();
    this.v = state.vMax.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Amsgrad(h);
