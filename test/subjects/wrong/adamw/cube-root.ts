export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  const m: number[] = [];
  const v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      const out: number[] = [];
      for (let i = 0; i < theta.length; i++) {
        m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g[i]!;
        v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g[i]! * g[i]!;
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        out[i] = theta[i]! - lr * (mHat / (Math.cbrt(vHat) + epsilon) + weightDecay * theta[i]!);
      }
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
