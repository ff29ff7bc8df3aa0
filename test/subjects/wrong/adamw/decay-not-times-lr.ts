export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(options: Hyper) {
  const h = { ...options };
  const slots = { m: [] as number[], v: [] as number[] };
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      t++;
      const next: number[] = [];
      for (let i = 0; i < theta.length; i++) {
        // Decay the weight, then take the Adam step from where it was.
        const shrink = (1 - h.weightDecay) * theta[i]!;
        const m = h.beta1 * (slots.m[i] ?? 0) + (1 - h.beta1) * g[i]!;
        const v = h.beta2 * (slots.v[i] ?? 0) + (1 - h.beta2) * g[i]! ** 2;
        slots.m[i] = m;
        slots.v[i] = v;
        const unbiasedM = m / (1 - h.beta1 ** t);
        const unbiasedV = v / (1 - h.beta2 ** t);
        next.push(shrink - (h.lr * unbiasedM) / (Math.sqrt(unbiasedV) + h.epsilon));
      }
      return next;
    },
    state: () => ({ m: [...slots.m], v: [...slots.v] }),
    set(changed: Partial<Hyper>) {
      Object.assign(h, changed);
    },
  };
}
