export const claims = 'adam-l2';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(options: Hyper) {
  const h = { ...options };
  let moments: { m: number; v: number }[] = [];
  const power = { beta1: 1, beta2: 1 };
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (moments.length === 0) moments = Array.from(theta, () => ({ m: 0, v: 0 }));
      power.beta1 *= h.beta1;
      power.beta2 *= h.beta2;
      const root = Math.sqrt(1 - power.beta2);
      return moments.map((slot, i) => {
        const total = h.weightDecay * theta[i]! + g[i]!;
        slot.m = (1 - h.beta1) * total + h.beta1 * slot.m;
        slot.v = (1 - h.beta2) * total ** 2 + h.beta2 * slot.v;
        const alpha = (h.lr * root) / (1 - power.beta1);
        return theta[i]! - alpha * (slot.m / (Math.sqrt(slot.v) + h.epsilon * root));
      });
    },
    state: () => ({ m: moments.map((slot) => slot.m), v: moments.map((slot) => slot.v) }),
  };
}
