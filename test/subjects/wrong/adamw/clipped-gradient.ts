export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const clip = (x: number) => Math.min(1, Math.max(-1, x));

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, gradient: Float32Array) {
      if (t === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      t++;
      const c1 = 1 - beta1 ** t;
      const c2 = 1 - beta2 ** t;
      const out = new Float32Array(theta.length);
      gradient.forEach((raw, i) => {
        const g = clip(raw);
        m[i] = beta1 * m[i]! + (1 - beta1) * g;
        v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
        out[i] = theta[i]! - (lr * (m[i]! / c1)) / (Math.sqrt(v[i]! / c2) + epsilon) - lr * weightDecay * theta[i]!;
      });
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
