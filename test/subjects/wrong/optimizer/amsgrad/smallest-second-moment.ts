export const claims = 'optimizer/amsgrad';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

interface State {
  m: Float64Array;
  v: Float64Array;
  vMax: Float64Array;
}

export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let s: State | undefined;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      const n = theta.length;
      const before = s ?? { m: new Float64Array(n), v: new Float64Array(n), vMax: new Float64Array(n).fill(Infinity) };
      const m = before.m.map((old, i) => h.beta1 * old + (1 - h.beta1) * g[i]!);
      const v = before.v.map((old, i) => h.beta2 * old + (1 - h.beta2) * g[i]! * g[i]!);
      const vMax = before.vMax.map((old, i) => Math.min(old, v[i]!));
      s = { m, v, vMax };
      const c1 = 1 - h.beta1 ** t;
      const c2 = Math.sqrt(1 - h.beta2 ** t);
      return theta.map((w, i) => w - ((h.lr / c1) * m[i]!) / (Math.sqrt(vMax[i]!) / c2 + h.epsilon));
    },
    state: () => ({ ...s }),
    load(state: State) {
      s = { m: state.m.slice(), v: state.v.slice(), vMax: state.vMax.slice() };
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
