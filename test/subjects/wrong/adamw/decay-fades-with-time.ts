export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(h: Hyper) {
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      m = Array.from(g, (gi, i) => h.beta1 * (m[i] ?? 0) + (1 - h.beta1) * gi);
      v = Array.from(g, (gi, i) => h.beta2 * (v[i] ?? 0) + (1 - h.beta2) * gi * gi);
      const rate = h.lr * h.weightDecay * (1 / t);
      return Array.from(theta, (p, i) => {
        const mHat = m[i]! / (1 - h.beta1 ** t);
        const vHat = v[i]! / (1 - h.beta2 ** t);
        return p - (h.lr * mHat) / (Math.sqrt(vHat) + h.epsilon) - rate * p;
      });
    },
    state: () => ({ m, v }),
  };
}
