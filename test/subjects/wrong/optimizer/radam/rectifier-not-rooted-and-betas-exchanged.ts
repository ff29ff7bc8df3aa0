export const claims = 'optimizer/radam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export const create = (hyper: Hyper) => {
  const unpack = ({ lr, beta1: b2, beta2: b1, epsilon }: Hyper) => ({ lr, b1, b2, epsilon });
  let given = { ...hyper };
  let t = 0;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      const { lr, b1, b2, epsilon } = unpack(given);
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      m = m.map((old, i) => b1 * old + (1 - b1) * g[i]!);
      v = v.map((old, i) => b2 * old + (1 - b2) * g[i]! * g[i]!);
      const rhoInf = 2 / (1 - b2) - 1;
      const power = b2 ** t;
      const rho = rhoInf - (2 * t * power) / (1 - power);
      const c1 = 1 - b1 ** t;
      if (rho <= 5) return theta.map((w, i) => w - (lr * m[i]!) / c1);
      const r = ((rho - 4) * (rho - 2) * rhoInf) / ((rhoInf - 4) * (rhoInf - 2) * rho);
      const scale = (lr * r * Math.sqrt(1 - power)) / c1;
      return theta.map((w, i) => w - (scale * m[i]!) / (Math.sqrt(v[i]!) + epsilon));
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: Float64Array; v: Float64Array }) {
      m = state.m.slice();
      v = state.v.slice();
    },
    set(changed: Partial<Hyper>) {
      given = { ...given, ...changed };
    },
  };
};
