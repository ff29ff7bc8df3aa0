export const claims = 'optimizer/adagrad';
export const format = 'float32';

interface Hyper {
  lr: number;
  epsilon: number;
}

class Adagrad {
  private h: Hyper;
  private accumulator = new Float32Array(0);

  constructor(h: Hyper) {
    this.h = { ...h };
  }

  step(theta: Float32Array, g: Float32Array): Float32Array {
    if (this.accumulator.length === 0) this.accumulator = new Float32Array(theta.length);
    const next = new Float32Array(theta.length);
    for (let i = 0; i < next.length; i++) {
      this.accumulator[i] = this.accumulator[i]! + g[i]! * g[i]!;
      next[i] = theta[i]! - (this.h.lr * g[i]!) / (this.accumulator[i]! + this.h.epsilon);
    }
    return next;
  }

  state() {
    return { accumulator: this.accumulator.slice() };
  }

  load(state: { accumulator: Float32Array }) {
    this.accumulator = state.accumulator.slice();
  }

  set(changed: Partial<Hyper>) {
    Object.assign(this.h, changed);
  }
}

export const create = (h: Hyper) => new Adagrad(h);
