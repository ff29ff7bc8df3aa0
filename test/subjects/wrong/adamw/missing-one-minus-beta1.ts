export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const f = Math.fround;

export function create(h: Hyper) {
  const lr = f(h.lr);
  const beta1 = f(h.beta1);
  const beta2 = f(h.beta2);
  const eps = f(h.epsilon);
  const wd = f(h.weightDecay);
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let pow1 = 1;
  let pow2 = 1;
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(g.length);
        v = new Float32Array(g.length);
      }
      pow1 = f(pow1 * beta1);
      pow2 = f(pow2 * beta2);
      const out = theta.slice();
      for (let i = 0; i < g.length; i++) {
        m[i] = f(f(beta1 * m[i]!) + g[i]!);
        v[i] = f(f(beta2 * v[i]!) + f(f(1 - beta2) * f(g[i]! * g[i]!)));
        const mHat = f(m[i]! / f(1 - pow1));
        const vHat = f(v[i]! / f(1 - pow2));
        const update = f(mHat / f(f(Math.sqrt(vHat)) + eps));
        out[i] = f(f(theta[i]! - f(lr * update)) - f(f(lr * wd) * theta[i]!));
      }
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
