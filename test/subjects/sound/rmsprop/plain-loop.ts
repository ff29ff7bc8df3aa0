export const claims = 'rmsprop';
export const format = 'float64';

type Hyper = { lr: number; rho: number; epsilon: number };

export function create(options: Hyper) {
  const h = { ...options };
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (v.length === 0) v = new Float64Array(g.length);
      return theta.map((p, i) => {
        v[i] = h.rho * v[i]! + (1 - h.rho) * g[i]! * g[i]!;
        return p - (h.lr * g[i]!) / (Math.sqrt(v[i]!) + h.epsilon);
      });
    },
    state: () => ({ v: v.slice() }),
    load: (saved: { v: ArrayLike<number> }) => {
      v = Float64Array.from(saved.v);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
