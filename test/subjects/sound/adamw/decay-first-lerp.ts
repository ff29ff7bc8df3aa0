export const claims = 'adamw';
export const format = ['float32', 'float64'];

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

/** In PyTorch's order: shrink the weight, interpolate the moments, divide the root instead of the second moment. */
class AdamW {
  private readonly h: Hyper;
  private readonly make: (n: number) => Float32Array | Float64Array;
  private expAvg: Float32Array | Float64Array | undefined;
  private expAvgSq: Float32Array | Float64Array | undefined;
  private steps = 0;

  constructor(h: Hyper, format: string) {
    this.h = { ...h };
    this.make = format === 'float32' ? (n) => new Float32Array(n) : (n) => new Float64Array(n);
  }

  step(theta: Float32Array | Float64Array, grad: Float32Array | Float64Array) {
    const { lr, beta1, beta2, epsilon, weightDecay } = this.h;
    const m = (this.expAvg ??= this.make(theta.length));
    const v = (this.expAvgSq ??= this.make(theta.length));
    this.steps++;
    const stepSize = lr / (1 - beta1 ** this.steps);
    const root = Math.sqrt(1 - beta2 ** this.steps);
    const parameter = this.make(theta.length);
    for (let i = 0; i < theta.length; i++) {
      const decayed = theta[i]! * (1 - lr * weightDecay);
      m[i] = m[i]! + (grad[i]! - m[i]!) * (1 - beta1);
      v[i] = v[i]! * beta2 + grad[i]! * grad[i]! * (1 - beta2);
      const denominator = Math.sqrt(v[i]!) / root + epsilon;
      parameter[i] = decayed - stepSize * (m[i]! / denominator);
    }
    return { theta: parameter };
  }

  state() {
    return { m: this.expAvg?.slice() ?? [], v: this.expAvgSq?.slice() ?? [] };
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper, { format }: { format: string }) => new AdamW(h, format);
