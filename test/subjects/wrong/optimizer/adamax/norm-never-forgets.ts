export const claims = 'optimizer/adamax';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m = new Float32Array(0);
  let u = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(theta.length);
        u = new Float32Array(theta.length);
      }
      const rate = h.lr / (1 - h.beta1 ** ++t);
      m = m.map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      u = u.map((old, i) => Math.max(old, Math.abs(g[i]!) + h.epsilon));
      return theta.map((w, i) => w - (rate * m[i]!) / u[i]!);
    },
    state: () => ({ m: m.slice(), infinityNorm: u.slice() }),
    load(state: { m: Float32Array; infinityNorm: Float32Array }) {
      m = state.m.slice();
      u = state.infinityNorm.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
