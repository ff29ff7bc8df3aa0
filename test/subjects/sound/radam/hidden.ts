export const claims = 'radam';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const slots: { m: number; v: number }[] = [];
  const limit = 2 / (1 - beta2) - 1;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      t++;
      const left1 = 1 - beta1 ** t;
      const left2 = 1 - beta2 ** t;
      const rho = limit - 2 * t * (beta2 ** t / left2);
      let factor = 0;
      if (rho > 5) {
        const variance = ((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho);
        factor = Math.sqrt(variance * left2);
      }
      return Array.from(theta, (p, i) => {
        const slot = (slots[i] ??= { m: 0, v: 0 });
        slot.m = beta1 * slot.m + (1 - beta1) * g[i]!;
        slot.v = beta2 * slot.v + (1 - beta2) * g[i]! ** 2;
        const direction = slot.m / left1;
        return p - lr * (rho > 5 ? (direction * factor) / (Math.sqrt(slot.v) + epsilon) : direction);
      });
    },
  };
}
