export const claims = 'adamax';
export const format = 'float64';

export function create({ lr, beta1, beta2 }: { lr: number; beta1: number; beta2: number }) {
  const slots: { m: number; u: number }[] = [];
  let power = 1;
  return {
    step(theta: Float64Array, g: Float64Array) {
      power *= beta1;
      return theta.map((p, i) => {
        const slot = (slots[i] ??= { m: 0, u: 0 });
        slot.m = beta1 * slot.m + (1 - beta1) * g[i]!;
        slot.u = Math.max(beta2 * slot.u, Math.abs(g[i]!));
        return slot.u > 0 ? p - (lr * slot.m) / ((1 - power) * slot.u) : p;
      });
    },
  };
}
