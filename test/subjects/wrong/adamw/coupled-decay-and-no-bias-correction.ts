export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

class Optimizer {
  m: Float32Array;
  v: Float32Array;
  private readonly h: Hyper;

  constructor(h: Hyper) {
    this.h = h;
    this.m = new Float32Array(0);
    this.v = new Float32Array(0);
  }

  step(theta: Float32Array, g: Float32Array) {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.h;
    if (!this.m.length) {
      this.m = new Float32Array(theta.length);
      this.v = new Float32Array(theta.length);
    }
    const next = new Float32Array(theta);
    for (let i = 0; i < next.length; i++) {
      const d = g[i]! + weightDecay * theta[i]!;
      this.m[i] = beta1 * this.m[i]! + (1 - beta1) * d;
      this.v[i] = beta2 * this.v[i]! + (1 - beta2) * d * d;
      next[i] = theta[i]! - (lr * this.m[i]!) / (Math.sqrt(this.v[i]!) + epsilon);
    }
    return { theta: next };
  }

  state() {
    return { m: this.m.slice(), v: this.v.slice() };
  }
}

export const create = (h: Hyper) => new Optimizer(h);
