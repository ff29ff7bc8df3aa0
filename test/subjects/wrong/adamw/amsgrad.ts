export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let vMax = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (t === 0)
        [m, v, vMax] = [0, 1, 2].map(() => new Float64Array(theta.length)) as [typeof m, typeof v, typeof vMax];
      t++;
      const next = new Float64Array(theta.length);
      for (let i = 0; i < theta.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        vMax[i] = Math.max(vMax[i]!, v[i]!);
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = vMax[i]! / (1 - beta2 ** t);
        next[i] = theta[i]! - (lr * mHat) / (Math.sqrt(vHat) + epsilon) - lr * weightDecay * theta[i]!;
      }
      return next;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
