export const claims = 'optimizer/nesterov';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

export function create(hyper: Hyper) {
  let h = { ...hyper };
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(theta.length);
      const out = new Float64Array(theta.length);
      for (let i = 0; i < out.length; i++) {
        const v = (velocity[i] = h.momentum * velocity[i]! + g[i]!);
        out[i] = theta[i]! - h.lr * (v + h.momentum * v);
      }
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
}
