export const claims = 'nadam';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number; momentumDecay: number };

class NAdam {
  private m: Vector | undefined;
  private v: Vector | undefined;
  private product = 1;
  private t = 0;
  private readonly h: Hyper;

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  private momentum(t: number) {
    return this.h.beta1 * (1 - 0.5 * Math.exp(t * this.h.momentumDecay * Math.log(0.96)));
  }

  step(theta: Vector, g: Vector) {
    const { lr, beta1, beta2, epsilon } = this.h;
    const m = (this.m ??= g.slice().fill(0));
    const v = (this.v ??= g.slice().fill(0));
    const now = this.momentum(++this.t);
    const next = this.momentum(this.t + 1);
    this.product *= now;
    const correction = Math.sqrt(-Math.expm1(this.t * Math.log(beta2)));
    const out = theta.slice();
    for (let i = 0; i < out.length; i++) {
      m[i]! += (1 - beta1) * (g[i]! - m[i]!);
      v[i]! += (1 - beta2) * (g[i]! * g[i]! - v[i]!);
      const d = Math.sqrt(v[i]!) / correction + epsilon;
      const byGradient = (lr * (1 - now)) / (1 - this.product);
      const byMean = (lr * next) / (1 - this.product * next);
      out[i] = theta[i]! - (byGradient * (g[i]! / d) + byMean * (m[i]! / d));
    }
    return out;
  }

  state() {
    return { m: this.m?.slice() ?? [], v: this.v?.slice() ?? [], muProduct: [this.product] };
  }
}

export const create = (h: Hyper) => new NAdam(h);
