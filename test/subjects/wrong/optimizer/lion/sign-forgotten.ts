export const claims = 'optimizer/lion';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let m = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) m = new Float32Array(theta.length);
      const c = m.map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      m = m.map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i]!);
      return theta.map((w, i) => w - h.lr * (c[i]! + h.weightDecay * w));
    },
    state: () => ({ m: m.slice() }),
    load(state: { m: Float32Array }) {
      m = state.m.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
