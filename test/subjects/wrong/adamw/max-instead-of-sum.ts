export const claims = 'adamw';
export const format = 'float64';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let b1t = 1;
  let b2t = 1;
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length < theta.length) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      b1t *= beta1;
      b2t *= beta2;
      return theta.map((p, i) => {
        m[i]! += (1 - beta1) * (g[i]! - m[i]!);
        v[i]! += (1 - beta2) * (g[i]! * g[i]! - v[i]!);
        // never divide by less than epsilon
        const denominator = Math.max(Math.sqrt(v[i]! / (1 - b2t)), epsilon);
        return p - (lr * m[i]!) / (1 - b1t) / denominator - lr * weightDecay * p;
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(state: { m: ArrayLike<number>; v: ArrayLike<number> }) {
      m = Float64Array.from(state.m);
      v = Float64Array.from(state.v);
    },
  };
}
