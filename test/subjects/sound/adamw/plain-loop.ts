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
      if (t === 0 && m.length === 0) {
        m = new Float64Array(n);
        v = new Float64Array(n);
      }
      t++;
      const next = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        next[i] = theta[i]! - lr * (mHat / (Math.sqrt(vHat) + epsilon)) - lr * weightDecay * theta[i]!;
      }
      return next;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Float64Array.from(state.m);
      v = Float64Array.from(state.v);
    },
    set(changed: Partial<Hyper>) {
      lr = changed.lr ?? lr;
      beta1 = changed.beta1 ?? beta1;
      beta2 = changed.beta2 ?? beta2;
      epsilon = changed.epsilon ?? epsilon;
      weightDecay = changed.weightDecay ?? weightDecay;
    },
  };
}
