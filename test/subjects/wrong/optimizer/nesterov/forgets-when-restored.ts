export const claims = 'optimizer/nesterov';
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
      velocity = velocity.map((v, i) => h.momentum * v + g[i]!);
      return theta.map((w, i) => w - h.lr * (g[i]! + h.momentum * velocity[i]!));
    },
    state: () => ({ velocity: velocity.slice() }),
    load(state: { velocity: Float64Array }) {
      velocity = new Float64Array(state.velocity.length);
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
