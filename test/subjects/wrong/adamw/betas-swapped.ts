export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

function makeOptimizer(lr: number, betas: readonly [number, number], epsilon: number, decay: number) {
  const [b2, b1] = betas;
  let m: number[] = [];
  let v: number[] = [];
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      const grads = Array.from(g);
      m = grads.map((gi, i) => b1 * (m[i] ?? 0) + (1 - b1) * gi);
      v = grads.map((gi, i) => b2 * (v[i] ?? 0) + (1 - b2) * gi * gi);
      const mHat = m.map((x) => x / (1 - b1 ** t));
      const vHat = v.map((x) => x / (1 - b2 ** t));
      return Array.from(theta, (p, i) => p - lr * (mHat[i]! / (Math.sqrt(vHat[i]!) + epsilon) + decay * p));
    },
    state: () => ({ m: [...m], v: [...v] }),
  };
}

export const create = (h: Hyper) => makeOptimizer(h.lr, [h.beta1, h.beta2], h.epsilon, h.weightDecay);
