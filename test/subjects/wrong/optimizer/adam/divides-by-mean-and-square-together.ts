export const claims = 'optimizer/adam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

/** The step never exceeds the rate: it is divided by the length of the mean and of the root mean square together. */
export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        const mean = m[i]! / (1 - h.beta1 ** t);
        const square = v[i]! / (1 - h.beta2 ** t);
        return w - (h.lr * mean) / (Math.sqrt(square + mean * mean) + h.epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: Float64Array; v: Float64Array }) {
      m = state.m.slice();
      v = state.v.slice();
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
