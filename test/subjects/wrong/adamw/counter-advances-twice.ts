export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  const correction = (beta: number) => 1 - beta ** ++t;
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      const c1 = correction(beta1);
      const c2 = correction(beta2);
      return theta.map((p, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        return p - (lr * (m[i]! / c1)) / (Math.sqrt(v[i]! / c2) + epsilon) - lr * weightDecay * p;
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
