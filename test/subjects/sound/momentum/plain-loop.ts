export const claims = 'momentum';
export const format = 'float64';

type Hyper = { lr: number; momentum: number };

export function create(options: Hyper) {
  const h = { ...options };
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(g.length);
      const next = new Float64Array(theta.length);
      for (let i = 0; i < next.length; i++) {
        velocity[i] = h.momentum * velocity[i]! + g[i]!;
        next[i] = theta[i]! - h.lr * velocity[i]!;
      }
      return next;
    },
    state: () => ({ velocity: velocity.slice() }),
    load(saved: { velocity: ArrayLike<number> }) {
      velocity = Float64Array.from(saved.velocity);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
