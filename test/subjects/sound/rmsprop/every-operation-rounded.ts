export const claims = 'rmsprop';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; rho: number; epsilon: number }) {
  const [lr, rho, epsilon] = [f(h.lr), f(h.rho), f(h.epsilon)];
  const rest = f(1 - rho);
  let v = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      v = g.map((x, i) => f(f(rho * (v[i] ?? 0)) + f(rest * f(x * x))));
      return theta.map((p, i) => f(p - f(lr * f(g[i]! / f(f(Math.sqrt(v[i]!)) + epsilon)))));
    },
    state: () => ({ v: v.slice() }),
  };
}
