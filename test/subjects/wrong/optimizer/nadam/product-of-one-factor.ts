export const claims = 'optimizer/nadam';
export const format = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'momentumDecay', number>;

/** The state is private. */
export const create = (hyper: Hyper) => {
  let h = { ...hyper };
  let t = 0;
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  const momentumAt = (step: number) => h.beta1 * (1 - 0.5 * 0.96 ** (step * h.momentumDecay));
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      t++;
      const mu = momentumAt(t);
      const next = momentumAt(t + 1);
      const c2 = 1 - h.beta2 ** t;
      return theta.map((w, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! * g[i]!;
        const direction = (next * m[i]!) / (1 - mu * next) + ((1 - mu) * g[i]!) / (1 - mu);
        return w - (h.lr * direction) / (Math.sqrt(v[i]! / c2) + h.epsilon);
      });
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
};
