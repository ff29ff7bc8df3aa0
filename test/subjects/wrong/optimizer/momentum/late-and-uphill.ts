export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(theta.length);
      const out = theta.map((w, i) => w + h.lr * velocity[i]!);
      for (let i = 0; i < g.length; i++) velocity[i] = h.momentum * velocity[i]! + g[i]!;
      return out;
    },
    state: () => ({ velocity: velocity.slice() }),
    load(state: { velocity: Float64Array }) {
      velocity = state.velocity.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
