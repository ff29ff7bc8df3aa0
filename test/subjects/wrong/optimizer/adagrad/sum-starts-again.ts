export const claims = 'optimizer/adagrad';
export const format = 'float64';

interface Hyper {
  lr: number;
  epsilon: number;
}

export function create(hyper: Hyper) {
  let h = { ...hyper };
  let accumulator = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      accumulator = g.map((x) => x * x);
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
}
