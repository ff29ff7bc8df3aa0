export const claims = 'momentum';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; momentum: number }) {
  const [lr, mu] = [f(h.lr), f(h.momentum)];
  let v = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      v = g.map((x, i) => f(f(mu * (v[i] ?? 0)) - f(lr * x)));
      return theta.map((p, i) => f(p + v[i]!));
    },
    state: () => ({ velocity: v }),
  };
}
