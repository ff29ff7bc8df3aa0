export const claims = 'lion';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, weightDecay }: Record<'lr' | 'beta1' | 'beta2' | 'weightDecay', number>) {
  let m: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const mean = (m ??= g.slice().fill(0));
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        const c = beta1 * mean[i]! + (1 - beta1) * g[i]!;
        let p = theta[i]! * (1 - lr * weightDecay);
        if (c > 0) p -= lr;
        if (c < 0) p += lr;
        next[i] = p;
        mean[i]! += (1 - beta2) * (g[i]! - mean[i]!);
      }
      return { theta: next };
    },
    state: () => ({ m: m?.slice() ?? [] }),
  };
}
