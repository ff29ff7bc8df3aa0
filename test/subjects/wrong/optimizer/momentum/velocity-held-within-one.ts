export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

const SPEED_LIMIT = 1;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(theta.length);
      velocity = velocity.map((v, i) => {
        const next = h.momentum * v + g[i]!;
        return Math.min(SPEED_LIMIT, Math.max(-SPEED_LIMIT, next));
      });
      return theta.map((w, i) => w - h.lr * velocity[i]!);
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
