export const claims = 'adamax';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const [lr, b1, b2, epsilon] = [f(h.lr), f(h.beta1), f(h.beta2), f(h.epsilon)];
  let m = new Float32Array(0);
  let u = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, g: Float32Array) {
      t++;
      const rate = f(lr / f(1 - f(b1 ** t)));
      m = g.map((x, i) => f(f(b1 * (m[i] ?? 0)) + f(f(1 - b1) * x)));
      u = g.map((x, i) => Math.max(f(b2 * (u[i] ?? 0)), Math.abs(x)));
      return theta.map((p, i) => f(p - f(rate * f(m[i]! / f(u[i]! + epsilon)))));
    },
    state: () => ({ m: m.slice(), infinityNorm: u.slice() }),
  };
}
