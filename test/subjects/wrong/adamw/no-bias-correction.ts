export const claims = ['optimizer/adamw'];
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

/** AdamW as it ran in our trainer: moments in single precision, the arithmetic between them in double. */
class AdamW {
  private readonly h: Hyper;
  private m = new Float32Array(0);
  private v = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.h;
    if (this.m.length === 0) {
      this.m = new Float32Array(theta.length);
      this.v = new Float32Array(theta.length);
    }
    const next = new Float32Array(theta.length);
    for (let i = 0; i < theta.length; i++) {
      const gi = g[i]!;
      const m = (this.m[i] = beta1 * this.m[i]! + (1 - beta1) * gi);
      const v = (this.v[i] = beta2 * this.v[i]! + (1 - beta2) * gi * gi);
      next[i] = theta[i]! - lr * (m / (Math.sqrt(v) + epsilon) + weightDecay * theta[i]!);
    }
    return next;
  }

  state() {
    return { m: this.m.slice(), v: this.v.slice() };
  }
}

export const create = (h: Hyper) => new AdamW(h);
