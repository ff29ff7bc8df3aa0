export const claims = 'optimizer/adadelta';
export const format = 'float64';

interface Hyper {
  lr: number;
  rho: number;
  epsilon: number;
}

/** The state is private. */
export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let v: Float64Array | undefined;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const next = (v ?? new Float64Array(theta.length)).map((old, i) => h.rho * old + (1 - h.rho) * g[i]! * g[i]!);
      v = next;
      return theta.map((w, i) => w - (h.lr * g[i]!) / Math.sqrt(next[i]! + h.epsilon));
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
