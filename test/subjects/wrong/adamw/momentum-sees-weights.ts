export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      for (let i = 0; i < theta.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * (0.75 * g[i]! + 0.25 * theta[i]!);
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
      }
      return theta.map((p, i) => p - lr * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + epsilon)) - lr * weightDecay * p);
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
