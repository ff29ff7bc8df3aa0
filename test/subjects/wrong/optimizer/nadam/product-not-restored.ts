export const claims = 'optimizer/nadam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'momentumDecay', number>;

export function create(hyper: Hyper) {
  let h = { ...hyper };
  let t = 0;
  let product = 1;
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  const momentumAt = (step: number) => h.beta1 * (1 - 0.5 * 0.96 ** (step * h.momentumDecay));
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t++;
      const mu = momentumAt(t);
      const next = momentumAt(t + 1);
      product *= mu;
      const c2 = 1 - h.beta2 ** t;
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        const direction = (next * m[i]!) / (1 - product * next) + ((1 - mu) * g[i]!) / (1 - product);
        return w - (h.lr * direction) / (Math.sqrt(v[i]! / c2) + h.epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), muProduct: [product] }),
    load(state: { m: Float64Array; v: Float64Array }) {
      m = state.m.slice();
      v = state.v.slice();
      product = 1;
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
}
