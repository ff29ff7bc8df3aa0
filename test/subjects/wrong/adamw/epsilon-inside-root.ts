export const claims = 'adamw';
export const format = 'float64';
export const scalarFormat = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length !== theta.length) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      return theta.map((p, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
        return p - (lr * (m[i]! / c1)) / Math.sqrt(v[i]! / c2 + epsilon) - lr * weightDecay * p;
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Float64Array.from(state.m);
      v = Float64Array.from(state.v);
    },
  };
}
