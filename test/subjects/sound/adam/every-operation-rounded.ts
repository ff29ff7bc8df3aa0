export const claims = 'adam';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

const { fround } = Math;

export function create(h: Hyper) {
  const lr = fround(h.lr);
  const b1 = fround(h.beta1);
  const b2 = fround(h.beta2);
  const eps = fround(h.epsilon);
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let p1 = 1;
  let p2 = 1;
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length !== g.length) {
        m = new Float32Array(g.length);
        v = new Float32Array(g.length);
      }
      p1 = fround(p1 * b1);
      p2 = fround(p2 * b2);
      const rate = fround(lr / fround(1 - p1));
      const scale = fround(Math.sqrt(fround(1 - p2)));
      const out = theta.slice();
      for (let i = 0; i < g.length; i++) {
        m[i] = fround(m[i]! + fround(fround(1 - b1) * fround(g[i]! - m[i]!)));
        v[i] = fround(fround(b2 * v[i]!) + fround(fround(fround(1 - b2) * g[i]!) * g[i]!));
        const denominator = fround(fround(fround(Math.sqrt(v[i]!)) / scale) + eps);
        out[i] = fround(theta[i]! - fround(rate * fround(m[i]! / denominator)));
      }
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
