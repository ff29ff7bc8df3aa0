/** Gradient descent as a class with `step`, which is what many write before they read any manual. */
export default class GradientDescent {
  private readonly lr: number;
  constructor({ lr }: { lr: number }) {
    this.lr = lr;
  }
  step(theta: number[], g: number[]) {
    return Array.from(theta, (value, i) => value - this.lr * g[i]!);
  }
}
