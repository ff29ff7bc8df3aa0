export const claims = 'optimizer/adadelta';
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
  let u = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (v.length === 0) {
        v = new Float64Array(theta.length);
        u = new Float64Array(theta.length);
      }
      const first = t++ === 0;
      return theta.map((w, i) => {
        v[i] = h.rho * v[i]! + (1 - h.rho) * g[i]! * g[i]!;
        const delta = Math.sqrt((u[i]! + h.epsilon) / (v[i]! + h.epsilon)) * g[i]!;
        u[i] = h.rho * u[i]! + (1 - h.rho) * delta * delta;
        return w - h.lr * (first ? g[i]! : delta);
      });
    },
    state: () => ({ v: v.slice(), accumulatedUpdate: u.slice() }),
    load(state: { v: Float64Array; accumulatedUpdate: Float64Array }) {
      v = state.v.slice();
      u = state.accumulatedUpdate.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
