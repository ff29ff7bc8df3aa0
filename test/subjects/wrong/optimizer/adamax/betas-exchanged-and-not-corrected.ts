export const claims = 'optimizer/adamax';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let m = new Float64Array(0);
  let u = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        u = new Float64Array(theta.length);
      }
      const [fast, slow] = [h.beta2, h.beta1];
      m = m.map((old, i) => fast * old + (1 - fast) * g[i]!);
      u = u.map((old, i) => Math.max(slow * old, Math.abs(g[i]!) + h.epsilon));
      return theta.map((w, i) => w - (h.lr * m[i]!) / u[i]!);
    },
    state: () => ({ m: m.slice(), infinityNorm: u.slice() }),
    load(state: { m: Float64Array; infinityNorm: Float64Array }) {
      m = state.m.slice();
      u = state.infinityNorm.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
