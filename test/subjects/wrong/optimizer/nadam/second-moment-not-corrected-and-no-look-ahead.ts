export const claims = 'optimizer/nadam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'momentumDecay', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let product = 1;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      product *= h.beta1 * (1 - 0.5 * 0.96 ** (t * h.momentumDecay));
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        return w - (h.lr * (m[i]! / (1 - product))) / (Math.sqrt(v[i]!) + h.epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), muProduct: [product] }),
    load(state: { m: Float64Array; v: Float64Array; muProduct: ArrayLike<number> }) {
      m = state.m.slice();
      v = state.v.slice();
      product = state.muProduct[0] ?? 1;
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
