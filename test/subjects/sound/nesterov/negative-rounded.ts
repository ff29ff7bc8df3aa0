export const claims = 'nesterov';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; momentum: number }) {
  const mu = f(h.momentum);
  const minus = -f(h.lr);
  let v: number[] = [];
  return {
    step(theta: Float32Array, g: Float32Array) {
      const push = Array.from(g, (x) => f(minus * x));
      v = push.map((x, i) => f(f(mu * (v[i] ?? 0)) + x));
      return theta.map((p, i) => f(p + f(f(mu * v[i]!) + push[i]!)));
    },
    state: () => ({ velocity: v }),
  };
}
