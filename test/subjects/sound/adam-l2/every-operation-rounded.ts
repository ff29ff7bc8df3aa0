export const claims = 'adam-l2';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const f = Math.fround;

export function create(h: Hyper) {
  const lr = f(h.lr);
  const beta1 = f(h.beta1);
  const beta2 = f(h.beta2);
  const epsilon = f(h.epsilon);
  const decay = f(h.weightDecay);
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, gradient: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      t++;
      const c1 = f(1 - f(beta1 ** t));
      const c2 = f(1 - f(beta2 ** t));
      const out = new Float32Array(theta.length);
      for (let i = 0; i < out.length; i++) {
        const g = f(gradient[i]! + f(decay * theta[i]!));
        m[i] = f(f(beta1 * m[i]!) + f(f(1 - beta1) * g));
        v[i] = f(f(beta2 * v[i]!) + f(f(1 - beta2) * f(g * g)));
        const mHat = f(m[i]! / c1);
        const vHat = f(v[i]! / c2);
        out[i] = f(theta[i]! - f(lr * f(mHat / f(f(Math.sqrt(vHat)) + epsilon))));
      }
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
