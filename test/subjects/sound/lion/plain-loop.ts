export const claims = 'lion';
export const format = 'float64';

type Hyper = { lr: number; beta1: number; beta2: number; weightDecay: number };

export function create(options: Hyper) {
  const h = { ...options };
  let m = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) m = new Float64Array(g.length);
      return theta.map((p, i) => {
        const c = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        m[i] = h.beta2 * m[i]! + (1 - h.beta2) * g[i]!;
        return p - h.lr * (Math.sign(c) + h.weightDecay * p);
      });
    },
    state: () => ({ m: m.slice() }),
    load: (saved: { m: ArrayLike<number> }) => {
      m = Float64Array.from(saved.m);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
