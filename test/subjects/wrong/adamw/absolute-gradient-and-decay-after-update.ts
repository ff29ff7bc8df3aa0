export const claims = 'adamw';
export const format = 'float64';
export const scalarFormat = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      m = Array.from(g, (x, i) => beta1 * (m[i] ?? 0) + (1 - beta1) * x);
      v = Array.from(g, (x, i) => beta2 * (v[i] ?? 0) + (1 - beta2) * Math.abs(x));
      const moved = Array.from(theta, (p, i) => {
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        return p - lr * (mHat / (Math.sqrt(vHat) + epsilon));
      });
      return moved.map((p) => p * (1 - lr * weightDecay));
    },
    state: () => ({ m, v }),
  };
}
