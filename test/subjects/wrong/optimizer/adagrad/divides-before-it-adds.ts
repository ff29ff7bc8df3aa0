export const claims = 'optimizer/adagrad';
export const format = 'float64';

interface Hyper {
  lr: number;
  epsilon: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let accumulator = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (accumulator.length === 0) accumulator = new Float64Array(theta.length);
      const out = theta.map((w, i) => w - (h.lr * g[i]!) / (Math.sqrt(accumulator[i]!) + h.epsilon));
      for (let i = 0; i < g.length; i++) accumulator[i] = accumulator[i]! + g[i]! ** 2;
      return out;
    },
    state: () => ({ accumulator: accumulator.slice() }),
    load(state: { accumulator: Float64Array }) {
      accumulator = state.accumulator.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
