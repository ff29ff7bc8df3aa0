export const claims = 'adam';
export const format = 'float64';
export const scalarFormat = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

class Slot {
  m = 0;
  v = 0;

  advance(g: number, h: Hyper) {
    this.m += (1 - h.beta1) * (g - this.m);
    this.v += (1 - h.beta2) * (g * g - this.v);
  }
}

class Adam {
  private slots: Slot[] = [];
  private readonly h: Hyper;
  private t = 0;

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float64Array, g: Float64Array) {
    if (this.slots.length === 0) this.slots = Array.from(g, () => new Slot());
    this.t++;
    const { lr, beta1, beta2, epsilon } = this.h;
    const inverse1 = 1 / -Math.expm1(this.t * Math.log(beta1));
    const inverse2 = 1 / -Math.expm1(this.t * Math.log(beta2));
    return this.slots.map((slot, i) => {
      slot.advance(g[i]!, this.h);
      const reciprocal = 1 / (Math.sqrt(slot.v * inverse2) + epsilon);
      return theta[i]! - lr * inverse1 * slot.m * reciprocal;
    });
  }

  state() {
    return { m: this.slots.map((slot) => slot.m), v: this.slots.map((slot) => slot.v) };
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Adam(h);
