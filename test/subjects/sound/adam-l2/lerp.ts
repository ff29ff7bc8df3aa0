export const claims = 'adam-l2';
export const format = ['float32', 'float64'];

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

type Vector = Float32Array | Float64Array;

/** torch.optim.Adam with weight_decay: the decay enters the gradient before the moments see it. */
export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper, { format }: { format: string }) {
  const like = (source: ArrayLike<number>): Vector =>
    format === 'float32' ? Float32Array.from(source) : Float64Array.from(source);
  let m: Vector = like([]);
  let v: Vector = like([]);
  let t = 0;
  return {
    step(theta: Vector, gradient: Vector) {
      if (t++ === 0 && m.length === 0) [m, v] = [like(theta).fill(0), like(theta).fill(0)];
      const rate = lr / (1 - beta1 ** t);
      const root = Math.sqrt(1 - beta2 ** t);
      const out = like(theta);
      for (let i = 0; i < out.length; i++) {
        const g = gradient[i]! + weightDecay * theta[i]!;
        m[i] = m[i]! + (1 - beta1) * (g - m[i]!);
        v[i] = v[i]! + (1 - beta2) * (g * g - v[i]!);
        out[i] = theta[i]! - (rate * m[i]!) / (Math.sqrt(v[i]!) / root + epsilon);
      }
      return { theta: out };
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = like(state.m);
      v = like(state.v);
    },
  };
}
