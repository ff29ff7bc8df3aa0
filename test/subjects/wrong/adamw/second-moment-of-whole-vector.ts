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
        m = new Float64Array(g.length);
        v = new Float64Array(g.length);
      }
      t++;
      const square = g.reduce((sum, x) => sum + x * x, 0) / g.length;
      return theta.map((p, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * square;
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        return p - lr * (mHat / (Math.sqrt(vHat) + epsilon) + weightDecay * p);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
