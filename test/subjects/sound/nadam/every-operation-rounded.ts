export const claims = 'nadam';
export const format = 'float32';

const f = Math.fround;

type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number; momentumDecay: number };

export function create(h: Hyper) {
  const [lr, b1, b2, epsilon, psi] = [f(h.lr), f(h.beta1), f(h.beta2), f(h.epsilon), f(h.momentumDecay)];
  const base = f(0.96);
  const mu = (t: number) => f(b1 * f(1 - f(0.5 * f(base ** f(t * psi)))));
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let product = 1;
  let t = 0;
  return {
    step(theta: Float32Array, g: Float32Array) {
      t++;
      const [now, next] = [mu(t), mu(t + 1)];
      product = f(product * now);
      const first = f(f(lr * next) / f(1 - f(product * next)));
      const second = f(f(lr * f(1 - now)) / f(1 - product));
      const left = f(1 - f(b2 ** t));
      m = g.map((x, i) => f(f(b1 * (m[i] ?? 0)) + f(f(1 - b1) * x)));
      v = g.map((x, i) => f(f(b2 * (v[i] ?? 0)) + f(f(1 - b2) * f(x * x))));
      return theta.map((p, i) => {
        const d = f(f(Math.sqrt(f(v[i]! / left))) + epsilon);
        return f(p - f(f(f(first * m[i]!) + f(second * g[i]!)) / d));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), muProduct: [product] }),
  };
}
