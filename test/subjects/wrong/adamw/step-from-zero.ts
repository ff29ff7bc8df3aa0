export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  const m: number[] = [];
  const v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      const next = theta.map((p, i) => {
        m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g[i]!;
        v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g[i]! * g[i]!;
        return p - lr * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + epsilon)) - lr * weightDecay * p;
      });
      t++;
      return next;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
