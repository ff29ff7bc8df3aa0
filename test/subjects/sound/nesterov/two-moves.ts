export const claims = 'nesterov';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

class Nesterov {
  private velocity: Vector | undefined;
  private readonly h: { lr: number; momentum: number };

  constructor(h: { lr: number; momentum: number }) {
    this.h = { ...h };
  }

  step(theta: Vector, g: Vector) {
    const { lr, momentum } = this.h;
    const last = this.velocity;
    const next = g.slice();
    for (let i = 0; last && i < next.length; i++) next[i]! += momentum * last[i]!;
    this.velocity = next;
    const ahead = lr * momentum;
    return Array.from(theta, (p, i) => p - (lr * g[i]! + ahead * next[i]!));
  }

  state() {
    return { velocity: this.velocity?.slice() ?? [] };
  }
}

export const create = (h: { lr: number; momentum: number }) => new Nesterov(h);
