export const claims = 'radam';
export const format = 'float64';

type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number };

export function create(options: Hyper) {
  const h = { ...options };
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) [m, v] = [new Float64Array(g.length), new Float64Array(g.length)];
      t++;
      const power = h.beta2 ** t;
      const limit = 2 / (1 - h.beta2) - 1;
      const rho = limit - (2 * t * power) / (1 - power);
      return theta.map((p, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! ** 2;
        const mHat = m[i]! / (1 - h.beta1 ** t);
        if (rho <= 5) return p - h.lr * mHat;
        const r = Math.sqrt(((rho - 4) * (rho - 2) * limit) / ((limit - 4) * (limit - 2) * rho));
        return p - h.lr * mHat * r * (Math.sqrt(1 - power) / (Math.sqrt(v[i]!) + h.epsilon));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(saved: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Float64Array.from(saved.m);
      v = Float64Array.from(saved.v);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
