export const claims = 'amsgrad';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const [lr, b1, b2, epsilon] = [f(h.lr), f(h.beta1), f(h.beta2), f(h.epsilon)];
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let top = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      m = g.map((x, i) => f(f(b1 * (m[i] ?? 0)) + f(f(1 - b1) * x)));
      v = g.map((x, i) => f(f(b2 * (v[i] ?? 0)) + f(f(1 - b2) * f(x * x))));
      top = v.map((x, i) => (x > (top[i] ?? 0) ? x : (top[i] ?? 0)));
      return theta.map((p, i) => f(p - f(lr * f(m[i]! / f(f(Math.sqrt(top[i]!)) + epsilon)))));
    },
    state: () => ({ m: m.slice(), v: v.slice(), vMax: top.slice() }),
  };
}
