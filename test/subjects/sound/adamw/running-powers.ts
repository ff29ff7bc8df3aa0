export const claims = ['optimizer/adamw'];
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

/** Moments in single precision, arithmetic in double; the powers of beta are carried along. */
export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m: Float32Array | undefined;
  let v: Float32Array | undefined;
  let power1 = 1;
  let power2 = 1;
  return {
    step(theta: Float32Array, g: Float32Array) {
      const first = (m ??= new Float32Array(theta.length));
      const second = (v ??= new Float32Array(theta.length));
      power1 *= beta1;
      power2 *= beta2;
      return theta.map((p, i) => {
        const a = beta1 * first[i]! + (1 - beta1) * g[i]!;
        const b = beta2 * second[i]! + (1 - beta2) * g[i]! ** 2;
        first[i] = a;
        second[i] = b;
        const direction = a / (1 - power1) / (Math.sqrt(b / (1 - power2)) + epsilon);
        return p - lr * (direction + weightDecay * p);
      });
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
  };
}
