export const claims = 'optimizer/momentum';
export const format = 'float32';

interface Hyper {
  lr: number;
  momentum: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let velocity = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (velocity.length === 0) velocity = new Float32Array(theta.length);
      velocity = velocity.map((v, i) => h.momentum * v + h.lr * g[i]!);
      return theta.map((w, i) => w - h.lr * velocity[i]!);
    },
    state: () => ({ velocity: velocity.slice() }),
    load(state: { velocity: Float32Array }) {
      velocity = state.velocity.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
