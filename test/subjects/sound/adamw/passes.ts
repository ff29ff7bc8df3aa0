export const claims = 'adamw';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

function each(a: Vector, b: Vector, operation: (x: number, y: number) => number): Vector {
  const out = a.slice();
  for (let i = 0; i < out.length; i++) out[i] = operation(a[i]!, b[i]!);
  return out;
}

export function create(h: Hyper) {
  let m: Vector | undefined;
  let v: Vector | undefined;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      t++;
      const none = g.slice().fill(0);
      m = each(m ?? none, g, (x, y) => h.beta1 * x + (1 - h.beta1) * y);
      const squares = each(g, g, (x, y) => x * y);
      v = each(v ?? none, squares, (x, y) => h.beta2 * x + (1 - h.beta2) * y);
      const mHat = each(m, m, (x) => x / (1 - h.beta1 ** t));
      const vHat = each(v, v, (x) => x / (1 - h.beta2 ** t));
      const denominator = each(vHat, vHat, (x) => Math.sqrt(x) + h.epsilon);
      const update = each(mHat, denominator, (x, y) => x / y);
      const decayed = each(update, theta, (x, y) => x + h.weightDecay * y);
      return { theta: each(theta, decayed, (x, y) => x - h.lr * y) };
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
    load(saved: { m: Vector; v: Vector }) {
      m = saved.m.slice();
      v = saved.v.slice();
    },
  };
}
