export const claims = 'adamw';
export const format = 'float32';
export const scalarFormat = 'float32';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const f = Math.fround;

function power(base: number, exponent: number): number {
  return f(base ** exponent);
}

export function create(h: Hyper) {
  const [lr, beta1, beta2] = [f(h.lr), f(h.beta1), f(h.beta2)];
  const [epsilon, decay] = [f(h.epsilon), f(h.weightDecay)];
  const rest1 = f(1 - beta1);
  const rest2 = f(1 - beta2);
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, g: Float32Array) {
      if (m.length === 0) {
        m = new Float32Array(theta.length);
        v = new Float32Array(theta.length);
      }
      t++;
      const c1 = f(1 - power(beta1, t));
      const c2 = f(1 - power(beta2, t));
      return theta.map((p, i) => {
        const gi = g[i]!;
        m[i] = f(f(beta1 * m[i]!) + f(rest1 * gi));
        v[i] = f(f(beta2 * v[i]!) + f(rest2 * f(gi * gi)));
        const denominator = f(f(Math.sqrt(f(v[i]! / c2))) + epsilon);
        const update = f(f(m[i]! / c1) / denominator);
        return f(f(p - f(lr * update)) - f(f(lr * decay) * p));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
