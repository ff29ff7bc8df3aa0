export const claims = 'nadam';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number; momentumDecay: number };

export function create({ lr, beta1, beta2, epsilon, momentumDecay }: Hyper) {
  const m: number[] = [];
  const v: number[] = [];
  const momenta: number[] = [];
  const mu = (t: number) => beta1 - 0.5 * beta1 * 0.96 ** (t * momentumDecay);
  return {
    step(theta: Vector, g: Vector) {
      const t = momenta.push(mu(momenta.length + 1));
      const logarithm = momenta.reduce((sum, each) => sum + Math.log(each), 0);
      const next = mu(t + 1);
      const a = next / -Math.expm1(logarithm + Math.log(next));
      const b = (1 - momenta.at(-1)!) / -Math.expm1(logarithm);
      return Array.from(theta, (p, i) => {
        m[i] = beta1 * (m[i] ?? 0) + (1 - beta1) * g[i]!;
        v[i] = beta2 * (v[i] ?? 0) + (1 - beta2) * g[i]! ** 2;
        return p - (lr * (a * m[i]! + b * g[i]!)) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
      });
    },
  };
}
