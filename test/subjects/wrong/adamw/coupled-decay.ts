export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, grad: Float32Array) {
      if (t === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      t++;
      const stepSize = lr / (1 - beta1 ** t);
      const root2 = Math.sqrt(1 - beta2 ** t);
      return theta.map((p, i) => {
        const g = grad[i]! + weightDecay * p;
        m[i] = beta1 * m[i]! + (1 - beta1) * g;
        v[i] = beta2 * v[i]! + (1 - beta2) * g * g;
        return p - (stepSize * m[i]!) / (Math.sqrt(v[i]!) / root2 + epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
