export const claims = 'adamax';
export const format = 'float64';

type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number };

export function create(options: Hyper) {
  const h = { ...options };
  let m = new Float64Array(0);
  let u = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (t++ === 0 && m.length === 0) [m, u] = [new Float64Array(g.length), new Float64Array(g.length)];
      const rate = h.lr / (1 - h.beta1 ** t);
      return theta.map((p, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        u[i] = Math.max(h.beta2 * u[i]!, Math.abs(g[i]!) + h.epsilon);
        return p - (rate * m[i]!) / u[i]!;
      });
    },
    state: () => ({ m: m.slice(), infinityNorm: u.slice() }),
    load(saved: { m: ArrayLike<number>; infinityNorm: ArrayLike<number> }) {
      m = Float64Array.from(saved.m);
      u = Float64Array.from(saved.infinityNorm);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
