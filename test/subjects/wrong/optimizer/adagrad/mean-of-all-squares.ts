export const claims = 'optimizer/adagrad';
export const format = 'float32';

interface Hyper {
  lr: number;
  epsilon: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let accumulator = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (accumulator.length === 0) accumulator = new Float32Array(theta.length);
      t++;
      accumulator = accumulator.map((a, i) => a + g[i]! * g[i]!);
      return theta.map((w, i) => w - (h.lr * g[i]!) / (Math.sqrt(accumulator[i]! / t) + h.epsilon));
    },
    state: () => ({ accumulator: accumulator.slice() }),
    load(state: { accumulator: Float32Array }) {
      accumulator = state.accumulator.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
