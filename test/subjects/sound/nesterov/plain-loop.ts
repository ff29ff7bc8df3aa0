export const claims = 'nesterov';
export const format = 'float64';

type Hyper = { lr: number; momentum: number };

export function create({ lr, momentum }: Hyper) {
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(g.length);
      for (let i = 0; i < g.length; i++) velocity[i] = momentum * velocity[i]! + g[i]!;
      return theta.map((p, i) => p - lr * (g[i]! + momentum * velocity[i]!));
    },
    state: () => ({ velocity: velocity.slice() }),
    load: (saved: { velocity: ArrayLike<number> }) => {
      velocity = Float64Array.from(saved.velocity);
    },
    set: (changed: Partial<Hyper>) => {
      lr = changed.lr ?? lr;
      momentum = changed.momentum ?? momentum;
    },
  };
}
