export const claims = 'adamw';
export const format = 'float64';
// The caller's numbers pass through a single-precision configuration before they are used.
export const scalarFormat = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(options: Hyper) {
  const [lr, b1, b2, eps, wd] = new Float32Array([
    options.lr,
    options.beta1,
    options.beta2,
    options.epsilon,
    options.weightDecay,
  ]) as unknown as [number, number, number, number, number];
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      m = Array.from(g, (gi, i) => b1 * (m[i] ?? 0) + (1 - b1) * gi);
      v = Array.from(g, (gi, i) => b2 * (v[i] ?? 0) + (1 - b2) * gi * gi);
      // 1 - beta^t without a cancelling subtraction
      const c1 = -Math.expm1(t * Math.log(b1));
      const c2 = -Math.expm1(t * Math.log(b2));
      return Array.from(theta, (p, i) => p - lr * (m[i]! / c1 / (Math.sqrt(v[i]! / c2) + eps)) - lr * wd * p);
    },
    state: () => ({ m, v }),
  };
}
