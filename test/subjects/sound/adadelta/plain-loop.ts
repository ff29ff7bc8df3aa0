export const claims = 'adadelta';
export const format = 'float64';

type Hyper = { lr: number; rho: number; epsilon: number };

export function create(options: Hyper) {
  const h = { ...options };
  let v = new Float64Array(0);
  let u = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (v.length === 0) [v, u] = [new Float64Array(g.length), new Float64Array(g.length)];
      return theta.map((p, i) => {
        v[i] = h.rho * v[i]! + (1 - h.rho) * g[i]! ** 2;
        const delta = (Math.sqrt(u[i]! + h.epsilon) / Math.sqrt(v[i]! + h.epsilon)) * g[i]!;
        u[i] = h.rho * u[i]! + (1 - h.rho) * delta ** 2;
        return p - h.lr * delta;
      });
    },
    state: () => ({ v: v.slice(), accumulatedUpdate: u.slice() }),
    load(saved: { v: ArrayLike<number>; accumulatedUpdate: ArrayLike<number> }) {
      v = Float64Array.from(saved.v);
      u = Float64Array.from(saved.accumulatedUpdate);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
