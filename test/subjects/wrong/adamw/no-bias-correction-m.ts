export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create(h: Hyper) {
  let moments: { m: number; v: number }[] = [];
  let t = 0;

  function step(theta: Float64Array, g: Float64Array) {
    if (moments.length === 0) moments = Array.from(theta, () => ({ m: 0, v: 0 }));
    t += 1;
    const correction2 = 1 - h.beta2 ** t;
    const out: number[] = [];
    moments.forEach((slot, i) => {
      slot.m = h.beta1 * slot.m + (1 - h.beta1) * g[i]!;
      slot.v = h.beta2 * slot.v + (1 - h.beta2) * g[i]! * g[i]!;
      const vHat = slot.v / correction2;
      const decay = h.lr * h.weightDecay * theta[i]!;
      out.push(theta[i]! - (h.lr * slot.m) / (Math.sqrt(vHat) + h.epsilon) - decay);
    });
    return { theta: out };
  }

  const state = () => ({ m: moments.map((s) => s.m), v: moments.map((s) => s.v) });
  return { step, state };
}
