export const claims = 'adamw';
export const format = 'float64';
export const scalarFormat = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;

  function adam(theta: Float64Array, g: Float64Array): Float64Array {
    t++;
    const out = new Float64Array(theta.length);
    for (let i = 0; i < theta.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
      const mHat = m[i]! / (1 - beta1 ** t);
      const vHat = v[i]! / (1 - beta2 ** t);
      out[i] = theta[i]! - (lr * mHat) / (Math.sqrt(vHat) + epsilon);
    }
    return out;
  }

  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      const stepped = adam(theta, g);
      for (let i = 0; i < stepped.length; i++) stepped[i] = stepped[i]! - lr * weightDecay * stepped[i]!;
      return stepped;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
