export const claims = 'amsgrad';
export const format = 'float64';

type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number };
type Slots = { m: ArrayLike<number>; v: ArrayLike<number>; vMax: ArrayLike<number> };

export function create(options: Hyper) {
  const h = { ...options };
  let [m, v, vMax] = [new Float64Array(0), new Float64Array(0), new Float64Array(0)];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) [m, v, vMax] = [theta.map(() => 0), theta.map(() => 0), theta.map(() => 0)];
      t++;
      return theta.map((p, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        vMax[i] = Math.max(vMax[i]!, v[i]!);
        const denominator = Math.sqrt(vMax[i]!) / Math.sqrt(1 - h.beta2 ** t) + h.epsilon;
        return p - ((h.lr / (1 - h.beta1 ** t)) * m[i]!) / denominator;
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), vMax: vMax.slice() }),
    load(saved: Slots) {
      [m, v, vMax] = [Float64Array.from(saved.m), Float64Array.from(saved.v), Float64Array.from(saved.vMax)];
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
