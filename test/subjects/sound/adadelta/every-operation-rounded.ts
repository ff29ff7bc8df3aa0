export const claims = 'adadelta';
export const format = 'float32';

const f = Math.fround;
const root = (x: number) => f(Math.sqrt(x));

export function create(h: { lr: number; rho: number; epsilon: number }) {
  const [lr, rho, epsilon] = [f(h.lr), f(h.rho), f(h.epsilon)];
  const rest = f(1 - rho);
  let v = new Float32Array(0);
  let u = new Float32Array(0);
  const average = (last: number, x: number) => f(f(rho * last) + f(rest * f(x * x)));
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (u.length === 0) u = new Float32Array(g.length);
      v = g.map((x, i) => average(v[i] ?? 0, x));
      const delta = g.map((x, i) => f(f(root(f(u[i]! + epsilon)) / root(f(v[i]! + epsilon))) * x));
      u = delta.map((x, i) => average(u[i]!, x));
      return theta.map((p, i) => f(p - f(lr * delta[i]!)));
    },
    state: () => ({ v: v.slice(), accumulatedUpdate: u.slice() }),
  };
}
