export const claims = 'adamax';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const past: Vector[] = [];
  const m: number[] = [];
  return {
    step(theta: Vector, g: Vector) {
      past.push(g.slice());
      const t = past.length;
      return Array.from(theta, (p, i) => {
        m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g[i]!;
        const sizes = past.map((each, k) => beta2 ** (t - 1 - k) * (Math.abs(each[i]!) + epsilon));
        return p - (lr * (m[i]! / (1 - beta1 ** t))) / Math.max(...sizes);
      });
    },
  };
}
