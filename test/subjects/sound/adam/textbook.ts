export const claims = 'optimizer/adam';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export function create({ lr, beta1, beta2, epsilon }: Hyper) {
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t += 1;
      m = Array.from(g, (x, i) => beta1 * (m[i] ?? 0) + (1 - beta1) * x);
      v = Array.from(g, (x, i) => beta2 * (v[i] ?? 0) + (1 - beta2) * x * x);
      const mHat = m.map((x) => x / (1 - beta1 ** t));
      const vHat = v.map((x) => x / (1 - beta2 ** t));
      return Array.from(theta, (p, i) => p - (lr * mHat[i]!) / (Math.sqrt(vHat[i]!) + epsilon));
    },
    state: () => ({ m, v }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Array.from(state.m);
      v = Array.from(state.v);
    },
  };
}
