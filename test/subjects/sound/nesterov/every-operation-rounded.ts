export const claims = 'nesterov';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; momentum: number }) {
  const [lr, mu] = [f(h.lr), f(h.momentum)];
  let velocity = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      velocity = g.map((x, i) => f(f(mu * (velocity[i] ?? 0)) + x));
      return theta.map((p, i) => f(p - f(lr * f(g[i]! + f(mu * velocity[i]!)))));
    },
    state: () => ({ velocity: velocity.slice() }),
  };
}
