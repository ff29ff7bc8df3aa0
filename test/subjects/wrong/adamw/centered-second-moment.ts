export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(h: Hyper) {
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
      m = m.map((x, i) => h.beta1 * x + (1 - h.beta1) * g[i]!);
      v = v.map((x, i) => h.beta2 * x + (1 - h.beta2) * (g[i]! - m[i]!) ** 2);
      return theta.map((p, i) => {
        const mHat = m[i]! / (1 - h.beta1 ** t);
        const vHat = v[i]! / (1 - h.beta2 ** t);
        return p - (h.lr * mHat) / (Math.sqrt(vHat) + h.epsilon) - h.lr * h.weightDecay * p;
      });
    },
    state: () => ({ m, v }),
  };
}
