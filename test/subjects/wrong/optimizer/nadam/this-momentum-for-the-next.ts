export const claims = 'optimizer/nadam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'momentumDecay', number>;

class Nadam {
  private h: Hyper;
  private t = 0;
  private product = 1;
  private m = new Float64Array(0);
  private v = new Float64Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array): Float64Array {
    const { lr, beta1, beta2, epsilon, momentumDecay } = this.h;
    if (this.m.length === 0) {
      this.m = new Float64Array(theta.length);
      this.v = new Float64Array(theta.length);
    }
    this.t++;
    const mu = beta1 * (1 - 0.5 * 0.96 ** (this.t * momentumDecay));
    this.product *= mu;
    const first = 1 - this.product;
    const second = 1 - beta2 ** this.t;
    this.m = this.m.map((m, i) => beta1 * m + (1 - beta1) * g[i]!);
    this.v = this.v.map((v, i) => beta2 * v + (1 - beta2) * g[i]! * g[i]!);
    return theta.map((w, i) => {
      const direction = (mu * this.m[i]! + (1 - mu) * g[i]!) / first;
      return w - (lr * direction) / (Math.sqrt(this.v[i]! / second) + epsilon);
    });
  }

  state() {
    return { m: this.m.slice(), v: this.v.slice(), muProduct: [this.product] };
  }

  load(state: { m: Float64Array; v: Float64Array; muProduct: ArrayLike<number> }) {
    this.m = state.m.slice();
    this.v = state.v.slice();
    this.product = state.muProduct[0] ?? 1;
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Nadam(h);
