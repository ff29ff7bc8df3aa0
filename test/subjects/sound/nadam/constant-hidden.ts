export const claims = 'nadam';
export const format = 'float64';

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const slots: { m: number; v: number }[] = [];
  let [p1, p2] = [1, 1];
  return {
    step(theta: Float64Array, g: Float64Array) {
      p1 *= beta1;
      p2 *= beta2;
      return theta.map((p, i) => {
        const slot = (slots[i] ??= { m: 0, v: 0 });
        slot.m += (1 - beta1) * (g[i]! - slot.m);
        slot.v += (1 - beta2) * (g[i]! ** 2 - slot.v);
        const mean = (beta1 * slot.m) / (1 - p1 * beta1) + ((1 - beta1) / (1 - p1)) * g[i]!;
        return p - lr * (mean / (Math.sqrt(slot.v / (1 - p2)) + epsilon));
      });
    },
  };
}
