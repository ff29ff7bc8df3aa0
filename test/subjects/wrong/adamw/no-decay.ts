export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(options: Hyper) {
  const { lr, beta1, beta2, epsilon } = options;
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let iteration = 0;

  return {
    step(weights: Float32Array, gradients: Float32Array) {
      if (m.length !== weights.length) {
        m = new Float32Array(weights.length);
        v = new Float32Array(weights.length);
      }
      iteration += 1;
      const correct1 = 1 - beta1 ** iteration;
      const correct2 = 1 - beta2 ** iteration;
      const updated = new Float32Array(weights.length);
      for (let i = 0; i < weights.length; i += 1) {
        const gradient = gradients[i]!;
        m[i] = beta1 * m[i]! + (1 - beta1) * gradient;
        v[i] = beta2 * v[i]! + (1 - beta2) * gradient * gradient;
        updated[i] = weights[i]! - (lr * (m[i]! / correct1)) / (Math.sqrt(v[i]! / correct2) + epsilon);
      }
      return updated;
    },
    state() {
      return { m: m.slice(), v: v.slice() };
    },
  };
}
