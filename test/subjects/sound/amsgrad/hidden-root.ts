export const claims = 'amsgrad';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const slots: { m: number; v: number; root: number }[] = [];
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      t++;
      return Array.from(theta, (p, i) => {
        const slot = (slots[i] ??= { m: 0, v: 0, root: 0 });
        slot.m = beta1 * slot.m + (1 - beta1) * g[i]!;
        slot.v = beta2 * slot.v + (1 - beta2) * g[i]! ** 2;
        slot.root = Math.max(slot.root, Math.sqrt(slot.v));
        const mHat = slot.m / (1 - beta1 ** t);
        return p - lr * (mHat / (slot.root / Math.sqrt(1 - beta2 ** t) + epsilon));
      });
    },
  };
}
