export const claims = 'rmsprop';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; rho: number; epsilon: number }) {
  const [lr, rho, epsilon] = [f(h.lr), f(h.rho), f(h.epsilon)];
  let v = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      v = g.map((x, i) => f(f(rho * (v[i] ?? 0)) + f(f(1 - rho) * f(x * x))));
      return theta.map((p, i) => f(p - f(f(lr * g[i]!) / f(Math.sqrt(f(v[i]! + epsilon))))));
    },
  };
}
