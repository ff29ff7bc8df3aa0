export const claims = 'adam';
export const format = ['float32', 'float64'];

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

/** Kingma and Ba, end of section 2, with epsilon rescaled so that it is the same method. */
export function create({ lr, beta1, beta2, epsilon }: Hyper, { format }: { format: string }) {
  const zeros = format === 'float32' ? (n: number) => new Float32Array(n) : (n: number) => new Float64Array(n);
  let m: Float32Array | Float64Array | undefined;
  let v: Float32Array | Float64Array | undefined;
  let t = 0;
  return {
    step(theta: Float32Array | Float64Array, g: Float32Array | Float64Array) {
      m ??= zeros(g.length);
      v ??= zeros(g.length);
      t++;
      const root = Math.sqrt(1 - beta2 ** t);
      const alpha = (lr * root) / (1 - beta1 ** t);
      const next = zeros(theta.length);
      for (let i = 0; i < theta.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * (g[i]! * g[i]!);
        next[i] = theta[i]! - (alpha * m[i]!) / (Math.sqrt(v[i]!) + epsilon * root);
      }
      return { theta: next };
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
  };
}
