export const claims = 'optimizer/sgd';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

class Descent {
  private alpha: number;

  constructor({ lr }: { lr: number }) {
    this.alpha = -lr;
  }

  step(theta: Vector, g: Vector) {
    return { theta: Array.from(g, (x, i) => this.alpha * x + theta[i]!) };
  }

  set({ lr }: { lr?: number }) {
    if (lr !== undefined) this.alpha = -lr;
  }
}

export default Descent;
