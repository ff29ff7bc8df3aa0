export const claims = 'radam';
export const format = 'float32';

const f = Math.fround;

function rectification(t: number, beta2: number): number | undefined {
  const limit = 2 / (1 - beta2) - 1;
  const rho = limit - (2 * t * beta2 ** t) / (1 - beta2 ** t);
  if (rho <= 5) return undefined;
  return Math.sqrt((((rho - 4) / (limit - 4)) * ((rho - 2) / (limit - 2)) * limit) / rho);
}

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  const [b1, b2, rest1, rest2] = [f(beta1), f(beta2), f(1 - beta1), f(1 - beta2)];
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Float32Array, g: Float32Array) {
      t++;
      m = g.map((x, i) => f(f(b1 * (m[i] ?? 0)) + f(rest1 * x)));
      v = g.map((x, i) => f(f(b2 * (v[i] ?? 0)) + f(rest2 * f(x * x))));
      const rate = lr / (1 - beta1 ** t);
      const r = rectification(t, beta2);
      if (r === undefined) return theta.map((p, i) => f(p - f(f(rate) * m[i]!)));
      const scale = f(rate * r * Math.sqrt(1 - beta2 ** t));
      return theta.map((p, i) => f(p - f(scale * f(m[i]! / f(f(Math.sqrt(v[i]!)) + f(epsilon))))));
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
