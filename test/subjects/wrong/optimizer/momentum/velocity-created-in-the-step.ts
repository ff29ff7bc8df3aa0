export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let last = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      const velocity = new Float64Array(theta.length);
      for (let i = 0; i < g.length; i++) velocity[i] = h.momentum * velocity[i]! + g[i]!;
      last = velocity;
      return theta.map((w, i) => w - h.lr * velocity[i]!);
    },
    state: () => ({ velocity: last.slice() }),
    load(state: { velocity: Float64Array }) {
      last = state.velocity.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
