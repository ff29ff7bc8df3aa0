export const claims = 'momentum';
export const format = 'float32';

const f = Math.fround;

class Momentum {
  private velocity: number[] = [];
  private readonly lr: number;
  private readonly mu: number;

  constructor({ lr, momentum }: { lr: number; momentum: number }) {
    this.lr = f(lr);
    this.mu = f(momentum);
  }

  step(theta: Float32Array, g: Float32Array) {
    this.velocity = Array.from(g, (x, i) => f(f(this.mu * (this.velocity[i] ?? 0)) + f(this.lr * x)));
    return this.velocity.map((v, i) => f(theta[i]! - v));
  }

  state() {
    return { velocity: this.velocity };
  }
}

export const create = (h: { lr: number; momentum: number }) => new Momentum(h);
