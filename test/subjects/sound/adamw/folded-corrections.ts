export const claims = 'adamw';
export const format = ['float64', 'float32'];

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

/**
 * Both corrections folded into the step size, with epsilon rescaled to match: multiply numerator and denominator of the
 * update by sqrt(1 - beta2^t).
 */
export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper, { format }: { format: string }) {
  const zeros = (n: number) => (format === 'float32' ? new Float32Array(n) : new Float64Array(n));
  let m = zeros(0);
  let v = zeros(0);
  let t = 0;
  return {
    step(theta: Float32Array | Float64Array, g: Float32Array | Float64Array) {
      if (m.length === 0) [m, v] = [zeros(g.length), zeros(g.length)];
      t++;
      const root = Math.sqrt(1 - beta2 ** t);
      const alpha = (lr * root) / (1 - beta1 ** t);
      const epsilonHat = epsilon * root;
      return Array.from(theta, (p, i) => {
        m[i]! += (1 - beta1) * (g[i]! - m[i]!);
        v[i]! += (1 - beta2) * (g[i]! * g[i]! - v[i]!);
        return (1 - lr * weightDecay) * p - (alpha * m[i]!) / (Math.sqrt(v[i]!) + epsilonHat);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = format === 'float32' ? Float32Array.from(state.m) : Float64Array.from(state.m);
      v = format === 'float32' ? Float32Array.from(state.v) : Float64Array.from(state.v);
    },
  };
}
