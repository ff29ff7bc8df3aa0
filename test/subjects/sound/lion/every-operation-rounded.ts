export const claims = 'lion';
export const format = 'float32';

const f = Math.fround;

export function create(h: { lr: number; beta1: number; beta2: number; weightDecay: number }) {
  const [lr, b1, b2, decay] = [f(h.lr), f(h.beta1), f(h.beta2), f(h.weightDecay)];
  let m = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      const before = m.length === 0 ? new Float32Array(g.length) : m;
      m = g.map((x, i) => f(f(b2 * before[i]!) + f(f(1 - b2) * x)));
      return theta.map((p, i) => {
        const c = f(f(b1 * before[i]!) + f(f(1 - b1) * g[i]!));
        return f(p - f(lr * f(Math.sign(c) + f(decay * p))));
      });
    },
    state: () => ({ m: m.slice() }),
  };
}
