export const claims = 'optimizer/rmsprop';
export const format = 'float32';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let v = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (v.length === 0) v = new Float32Array(theta.length);
      v = v.map((old, i) => h.rho * old + (1 - h.rho) * g[i]! * g[i]!);
      return theta.map((w, i) => w - (h.lr * g[i]!) / Math.max(0.1, Math.sqrt(v[i]!) + h.epsilon));
    },
    state: () => ({ v: v.slice() }),
    load(state: { v: Float32Array }) {
      v = state.v.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
