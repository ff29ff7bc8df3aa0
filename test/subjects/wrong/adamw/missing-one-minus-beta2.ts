export const claims = 'adamw';
export const format = 'float64';
export const scalarFormat = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export class AdamW {
  lr: number;
  betas: [number, number];
  eps: number;
  decay: number;
  t = 0;
  expAvg = new Float64Array();
  expAvgSq = new Float64Array();

  constructor(h: Hyper) {
    this.lr = h.lr;
    this.betas = [h.beta1, h.beta2];
    this.eps = h.epsilon;
    this.decay = h.weightDecay;
  }

  step(theta: Float64Array, grad: Float64Array) {
    const [b1, b2] = this.betas;
    if (this.t === 0) {
      this.expAvg = new Float64Array(theta.length);
      this.expAvgSq = new Float64Array(theta.length);
    }
    this.t++;
    const c1 = 1 - b1 ** this.t;
    const c2 = 1 - b2 ** this.t;
    for (let i = 0; i < grad.length; i++) {
      this.expAvg[i] = b1 * this.expAvg[i]! + (1 - b1) * grad[i]!;
      this.expAvgSq[i] = b2 * this.expAvgSq[i]! + grad[i]! * grad[i]!;
    }
    return theta.map((p, i) => {
      const direction = this.expAvg[i]! / c1 / (Math.sqrt(this.expAvgSq[i]! / c2) + this.eps);
      return p - this.lr * direction - this.lr * this.decay * p;
    });
  }

  state() {
    return { m: this.expAvg.slice(), v: this.expAvgSq.slice() };
  }

  set(h: Partial<Hyper>) {
    this.lr = h.lr ?? this.lr;
  }
}

export const create = (h: Hyper) => new AdamW(h);
