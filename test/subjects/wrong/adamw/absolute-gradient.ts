export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const ema = (old: number, fresh: number, beta: number) => beta * old + (1 - beta) * fresh;

export function create(h: Hyper) {
  let m: Float64Array | undefined;
  let v: Float64Array | undefined;
  let t = 0;
  return {
    step(theta: Float64Array, g: Float64Array) {
      m ??= new Float64Array(g.length);
      v ??= new Float64Array(g.length);
      t++;
      for (const [i, gi] of g.entries()) {
        m[i] = ema(m[i]!, gi, h.beta1);
        v[i] = ema(v[i]!, Math.abs(gi), h.beta2);
      }
      const next = new Float64Array(theta.length);
      for (let i = 0; i < next.length; i++) {
        const mHat = m[i]! / (1 - h.beta1 ** t);
        const vHat = v[i]! / (1 - h.beta2 ** t);
        next[i] = theta[i]! - h.lr * (mHat / (Math.sqrt(vHat) + h.epsilon)) - h.lr * h.weightDecay * theta[i]!;
      }
      return { theta: next };
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [] }),
    load(saved: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Float64Array.from(saved.m);
      v = Float64Array.from(saved.v);
    },
  };
}
