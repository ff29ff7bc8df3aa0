export const claims = 'optimizer/radam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      const rhoInf = 2 / (1 - h.beta2) - 1;
      const power = h.beta2 ** t;
      const rho = rhoInf - (2 * t * power) / (1 - power);
      const c1 = 1 - h.beta1 ** t;
      const c2 = Math.sqrt(1 - power);
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        const mean = m[i]! / c1;
        return w - h.lr * (rho > 5 ? (mean * c2) / (Math.sqrt(v[i]!) + h.epsilon) : mean);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: Float64Array; v: Float64Array }) {
      m = state.m.slice();
      v = state.v.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
