export const claims = 'adamw';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(h: Hyper) {
  let t = 1;
  let m: Float32Array | null = null;
  let v: Float32Array | null = null;

  return {
    step(theta: Float32Array, g: Float32Array) {
      t++;
      m ??= new Float32Array(theta.length);
      v ??= new Float32Array(theta.length);
      const next = Float32Array.from(theta);
      for (let i = 0; i < next.length; i++) {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        const mHat = m[i]! / (1 - h.beta1 ** t);
        const vHat = v[i]! / (1 - h.beta2 ** t);
        next[i] = theta[i]! - h.lr * (mHat / (Math.sqrt(vHat) + h.epsilon) + h.weightDecay * theta[i]!);
      }
      return { theta: next };
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
  };
}
