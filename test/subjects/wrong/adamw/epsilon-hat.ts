export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, g: Float32Array) {
      const n = theta.length;
      if (t++ === 0) {
        m = new Float32Array(n);
        v = new Float32Array(n);
      }
      // fold both corrections into one scalar, once per step instead of once per weight
      const alpha = (lr * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      const out = new Float32Array(n);
      for (let i = 0; i < n; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        out[i] = theta[i]! - (alpha * m[i]!) / (Math.sqrt(v[i]!) + epsilon) - lr * weightDecay * theta[i]!;
      }
      return out;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
