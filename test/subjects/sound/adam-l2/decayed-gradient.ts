export const claims = 'optimizer/adam-l2';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, gradient: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      const g = gradient.map((x, i) => x + weightDecay * theta[i]!);
      m = m.map((x, i) => beta1 * x + (1 - beta1) * g[i]!);
      v = v.map((x, i) => beta2 * x + (1 - beta2) * g[i]! * g[i]!);
      return theta.map((p, i) => {
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        return p - lr * (mHat / (Math.sqrt(vHat) + epsilon));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
