export const claims = 'optimizer/adagrad';
export const format = 'float64';

interface Hyper {
  lr: number;
  epsilon: number;
}

/** The exponent of Shampoo for matrices, on the diagonal. */
const root = (x: number): number => Math.sqrt(Math.sqrt(x));

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let accumulator = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (accumulator.length === 0) accumulator = new Float64Array(theta.length);
      accumulator = accumulator.map((a, i) => a + g[i]! * g[i]!);
      return theta.map((w, i) => w - (h.lr * g[i]!) / (root(accumulator[i]!) + h.epsilon));
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
