export const claims = 'optimizer/sgd';
export const format = 'float32';

const DECAY = 5e-4;

class Sgd {
  private lr: number;
  constructor({ lr }: { lr: number }) {
    this.lr = lr;
  }
  step(theta: Float32Array, g: Float32Array): Float32Array {
    return theta.map((w, i) => w - this.lr * (g[i]! + DECAY * w));
  }
  set({ lr }: { lr?: number }): void {
    if (lr !== undefined) this.lr = lr;
  }
}

export const create = (hyper: { lr: number }) => new Sgd(hyper);
