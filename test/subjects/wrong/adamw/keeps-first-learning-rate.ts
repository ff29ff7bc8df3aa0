export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(initial: Hyper) {
  const h = { ...initial };
  const shrink = 1 - h.lr * h.weightDecay;
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      m = Array.from(g, (x, i) => h.beta1 * (m[i] ?? 0) + (1 - h.beta1) * x);
      v = Array.from(g, (x, i) => h.beta2 * (v[i] ?? 0) + (1 - h.beta2) * x * x);
      const rate = h.lr / (1 - h.beta1 ** t);
      const c2 = 1 - h.beta2 ** t;
      return Array.from(theta, (p, i) => shrink * p - (rate * m[i]!) / (Math.sqrt(v[i]! / c2) + h.epsilon));
    },
    state: () => ({ m, v }),
    set(changed: Partial<Hyper>) {
      Object.assign(h, changed);
    },
  };
}
