export const claims = 'optimizer/amsgrad';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let vMax = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
        vMax = new Float64Array(theta.length);
      }
      t++;
      const c1 = 1 - h.beta1 ** t;
      const c2 = Math.sqrt(1 - h.beta2 ** t);
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        vMax[i] = Math.max(vMax[i]!, v[i]!);
        return w - (h.lr * (m[i]! / c1)) / (Math.sqrt(vMax[i]!) / c2 + h.epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), vMax: vMax.slice() }),
    load(state: { m: Float64Array; v: Float64Array }) {
      m = state.m.slice();
      v = state.v.slice();
      vMax = new Float64Array(state.v.length);
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
