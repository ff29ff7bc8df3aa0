export const claims = 'optimizer/rmsprop';
export const format = 'float64';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (v.length === 0) v = new Float64Array(theta.length);
      const correction = 1 - h.rho ** ++t;
      v = v.map((old, i) => h.rho * old + (1 - h.rho) * g[i]! * g[i]!);
      return theta.map((w, i) => w - (h.lr * g[i]!) / (Math.sqrt(v[i]! / correction) + h.epsilon));
    },
    state: () => ({ v: v.slice() }),
    load(state: { v: Float64Array }) {
      v = state.v.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
