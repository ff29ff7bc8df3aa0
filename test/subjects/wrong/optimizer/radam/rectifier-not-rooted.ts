export const claims = 'optimizer/radam';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

class RAdam {
  private h: Hyper;
  private t = 0;
  private m = new Float32Array(0);
  private v = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  private rectifier(): number | undefined {
    const { beta2 } = this.h;
    const limit = 2 / (1 - beta2) - 1;
    const power = beta2 ** this.t;
    const rho = limit - (2 * this.t * power) / (1 - power);
    return rho > 5 ? ((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho) : undefined;
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    const { lr, beta1, beta2, epsilon } = this.h;
    if (this.m.length === 0) {
      this.m = new Float32Array(theta.length);
      this.v = new Float32Array(theta.length);
    }
    this.t++;
    this.m = this.m.map((m, i) => beta1 * m + (1 - beta1) * g[i]!);
    this.v = this.v.map((v, i) => beta2 * v + (1 - beta2) * g[i]! * g[i]!);
    const r = this.rectifier();
    const c1 = 1 - beta1 ** this.t;
    const c2 = Math.sqrt(1 - beta2 ** this.t);
    if (r === undefined) return theta.map((w, i) => w - (lr * this.m[i]!) / c1);
    return theta.map((w, i) => w - (lr * r * c2 * (this.m[i]! / c1)) / (Math.sqrt(this.v[i]!) + epsilon));
  }

  state() {
    return { m: this.m.slice(), v: this.v.slice() };
  }

  load(state: { m: Float32Array; v: Float32Array }) {
    this.m = state.m.slice();
    this.v = state.v.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new RAdam(h);
