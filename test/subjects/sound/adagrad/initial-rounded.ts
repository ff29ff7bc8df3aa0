export const claims = 'adagrad';
export const format = 'float32';

const f = Math.fround;
const START = f(0.1);

export function create(h: { lr: number; epsilon: number }) {
  const [lr, epsilon] = [f(h.lr), f(h.epsilon)];
  let sum = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      sum = g.map((x, i) => f((sum[i] ?? START) + f(x * x)));
      return theta.map((p, i) => f(p - f(f(lr * g[i]!) / f(f(Math.sqrt(sum[i]!)) + epsilon))));
    },
    state: () => ({ accumulator: sum.slice() }),
  };
}
