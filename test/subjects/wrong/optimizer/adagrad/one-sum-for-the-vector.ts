export const claims = 'optimizer/adagrad';
export const format = 'float64';

interface Hyper {
  lr: number;
  epsilon: number;
}

/** The scalar form: every weight is divided by the root of the mean square of all. */
export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let accumulator = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (accumulator.length === 0) accumulator = new Float64Array(theta.length);
      const square = g.reduce((sum, x) => sum + x * x, 0) / g.length;
      accumulator = accumulator.map((a) => a + square);
      return theta.map((w, i) => w - (h.lr * g[i]!) / (Math.sqrt(accumulator[i]!) + h.epsilon));
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
