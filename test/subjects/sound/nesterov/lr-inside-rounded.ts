export const claims = 'nesterov';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; momentum: number }) {
  const [lr, mu] = [f(h.lr), f(h.momentum)];
  let velocity = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      const pull = g.map((x) => f(lr * x));
      velocity = pull.map((x, i) => f(f(mu * (velocity[i] ?? 0)) + x));
      return theta.map((p, i) => f(f(p - pull[i]!) - f(mu * velocity[i]!)));
    },
    state: () => ({ velocity: velocity.slice() }),
  };
}
