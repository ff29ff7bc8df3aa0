export const claims = 'lion';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, weightDecay }: Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>) {
  const momentum: number[] = [];
  return {
    step(theta: Vector, g: Vector) {
      const sign = Array.from(g, (x, i) => Math.sign(beta1 * (momentum[i] ?? 0) + (1 - beta1) * x));
      g.forEach((x, i) => {
        momentum[i] = beta2 * (momentum[i] ?? 0) + (1 - beta2) * x;
      });
      return sign.map((s, i) => theta[i]! - lr * s - lr * weightDecay * theta[i]!);
    },
  };
}
