export const claims = 'rmsprop';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; rho: number; epsilon: number }) {
  const [lr, rho, epsilon] = [f(h.lr), f(h.rho), f(h.epsilon)];
  const rest = f(1 - rho);
  let v = new Float32Array(0);
  let mean = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      v = g.map((x, i) => f(f(rho * (v[i] ?? 0)) + f(rest * f(x * x))));
      mean = g.map((x, i) => f(f(rho * (mean[i] ?? 0)) + f(rest * x)));
      return theta.map((p, i) => {
        const spread = f(Math.sqrt(Math.max(0, f(v[i]! - f(mean[i]! * mean[i]!)))));
        return f(p - f(lr * f(g[i]! / f(spread + epsilon))));
      });
    },
    state: () => ({ v: v.slice(), gAverage: mean.slice() }),
  };
}
