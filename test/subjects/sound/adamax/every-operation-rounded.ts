export const claims = 'adamax';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const [lr, b1, b2, epsilon] = [f(h.lr), f(h.beta1), f(h.beta2), f(h.epsilon)];
  const rest = f(1 - b1);
  let m = new Float32Array(0);
  let u = new Float32Array(0);
  let power = 1;
  return {
    step(theta: Float32Array, g: Float32Array) {
      power = f(power * b1);
      const left = f(1 - power);
      m = g.map((x, i) => f(f(b1 * (m[i] ?? 0)) + f(rest * x)));
      u = g.map((x, i) => Math.max(f(b2 * (u[i] ?? 0)), f(Math.abs(x) + epsilon)));
      return theta.map((p, i) => f(p - f(lr * f(f(m[i]! / left) / u[i]!))));
    },
    state: () => ({ m: m.slice(), infinityNorm: u.slice() }),
  };
}
