export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (t === 0) {
        m = new Float64Array(g.length);
        v = new Float64Array(g.length);
      }
      t++;
      for (let i = 0; i < g.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
      }
      const scale = 1 / (1 - beta2 ** t);
      const rate = lr / (1 - beta1 ** t);
      return theta.map((p, i) => p - (rate * m[i]!) / Math.sqrt(v[i]! * scale + epsilon));
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
