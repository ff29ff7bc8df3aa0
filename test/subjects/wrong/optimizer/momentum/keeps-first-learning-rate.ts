export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

export function create(hyper: Hyper) {
  const { lr } = hyper;
  let { momentum } = hyper;
  let velocity = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (velocity.length === 0) velocity = new Float64Array(theta.length);
      velocity = velocity.map((v, i) => momentum * v + g[i]!);
      return theta.map((w, i) => w - lr * velocity[i]!);
    },
    state: () => ({ velocity: velocity.slice() }),
    load(state: { velocity: Float64Array }) {
      velocity = state.velocity.slice();
    },
    set(changed: Partial<Hyper>) {
      momentum = changed.momentum ?? momentum;
    },
  };
}
