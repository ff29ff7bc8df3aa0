export const claims = 'optimizer/lion';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let m = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) m = new Float64Array(theta.length);
      m = m.map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      return theta.map((w, i) => w - h.lr * (Math.sign(m[i]!) + h.weightDecay * w));
    },
    state: () => ({ m: m.slice() }),
    load(state: { m: Float64Array }) {
      m = state.m.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
