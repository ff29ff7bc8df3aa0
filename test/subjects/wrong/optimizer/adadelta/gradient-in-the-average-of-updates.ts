export const claims = 'optimizer/adadelta';
export const format = 'float32';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let v = new Float32Array(0);
  let u = new Float32Array(0);
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (v.length === 0) {
        v = new Float32Array(theta.length);
        u = new Float32Array(theta.length);
      }
      v = v.map((old, i) => h.rho * old + (1 - h.rho) * g[i]! ** 2);
      const delta = g.map((x, i) => (Math.sqrt(u[i]! + h.epsilon) / Math.sqrt(v[i]! + h.epsilon)) * x);
      u = u.map((old, i) => h.rho * old + (1 - h.rho) * g[i]! ** 2);
      return theta.map((w, i) => w - h.lr * delta[i]!);
    },
    state: () => ({ v: v.slice(), accumulatedUpdate: u.slice() }),
    load(state: { v: Float32Array; accumulatedUpdate: Float32Array }) {
      v = state.v.slice();
      u = state.accumulatedUpdate.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
