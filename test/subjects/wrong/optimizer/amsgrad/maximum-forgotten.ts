export const claims = 'optimizer/amsgrad';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

/** The state is private. */
export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m: Float64Array | undefined;
  let v: Float64Array | undefined;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      const zeros = new Float64Array(theta.length);
      const mean = (m ?? zeros).map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      const square = (v ?? zeros).map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i]! * g[i]!);
      m = mean;
      v = square;
      const c1 = 1 - h.beta1 ** t;
      const c2 = Math.sqrt(1 - h.beta2 ** t);
      return theta.map((w, i) => w - ((h.lr / c1) * mean[i]!) / (Math.sqrt(square[i]!) / c2 + h.epsilon));
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
