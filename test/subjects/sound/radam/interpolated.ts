export const claims = 'radam';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number };

class RAdam {
  private m: Vector | undefined;
  private v: Vector | undefined;
  private t = 0;
  private readonly h: Hyper;

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Vector, g: Vector) {
    const { lr, beta1, beta2, epsilon } = this.h;
    const m = (this.m ??= g.slice().fill(0));
    const v = (this.v ??= g.slice().fill(0));
    const t = ++this.t;
    const left2 = -Math.expm1(t * Math.log(beta2));
    const limit = (1 + beta2) / (1 - beta2);
    const rho = limit - (2 * t * (1 - left2)) / left2;
    const adaptive = rho > 5;
    const r = adaptive ? Math.sqrt((rho - 4) * (rho - 2) * limit) / Math.sqrt((limit - 4) * (limit - 2) * rho) : 1;
    const rate = (lr * r) / -Math.expm1(t * Math.log(beta1));
    return {
      theta: Array.from(theta, (p, i) => {
        m[i]! += (1 - beta1) * (g[i]! - m[i]!);
        v[i]! += (1 - beta2) * (g[i]! * g[i]! - v[i]!);
        return p - rate * m[i]! * (adaptive ? Math.sqrt(left2) / (Math.sqrt(v[i]!) + epsilon) : 1);
      }),
    };
  }

  state() {
    return { m: this.m?.slice() ?? [], v: this.v?.slice() ?? [] };
  }
}

export const create = (h: Hyper) => new RAdam(h);
