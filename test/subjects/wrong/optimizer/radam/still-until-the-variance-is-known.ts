export const claims = 'optimizer/radam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export function create(hyper: Hyper) {
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
      m = m.map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      v = v.map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i]! * g[i]!);
      const rhoInf = 2 / (1 - h.beta2) - 1;
      const power = h.beta2 ** t;
      const rho = rhoInf - (2 * t * power) / (1 - power);
      if (rho <= 5) return theta.slice();
      const r = Math.sqrt(((rho - 4) * (rho - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rho));
      const scale = (h.lr * r * Math.sqrt(1 - power)) / (1 - h.beta1 ** t);
      return theta.map((w, i) => w - (scale * m[i]!) / (Math.sqrt(v[i]!) + h.epsilon));
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
}
