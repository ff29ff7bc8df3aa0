export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;

  const step = (theta: Float64Array, g: Float64Array) => {
    t++;
    const mean = Array.from(g, (x, i) => beta1 * (m[i] ?? 0) + (1 - beta1) * x);
    const square = Array.from(g, (x, i) => beta2 * (v[i] ?? 0) + (1 - beta2) * x * x);
    m = mean;
    v = square;
    const delta = mean.map((x, i) => {
      const top = x / (1 - beta1 ** t);
      const bottom = Math.sqrt(square[i]! / (1 - beta2 ** t)) + epsilon;
      return top / bottom - weightDecay * theta[i]!;
    });
    return theta.map((p, i) => p - lr * delta[i]!);
  };

  return { step, state: () => ({ m, v }) };
}
