export const claims = 'nadam';
export const format = 'float64';

type Hyper = { lr: number; beta1: number; beta2: number; epsilon: number; momentumDecay: number };

export function create(options: Hyper) {
  const h = { ...options };
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let product = 1;
  let t = 0;
  const mu = (step: number) => h.beta1 * (1 - 0.5 * 0.96 ** (step * h.momentumDecay));
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (m.length === 0) [m, v] = [new Float64Array(g.length), new Float64Array(g.length)];
      t++;
      const now = mu(t);
      const next = mu(t + 1);
      product *= now;
      return theta.map((p, i) => {
        m[i] = h.beta1 * m[i]! + (1 - h.beta1) * g[i]!;
        v[i] = h.beta2 * v[i]! + (1 - h.beta2) * g[i]! ** 2;
        const ahead = (next * m[i]!) / (1 - product * next) + ((1 - now) * g[i]!) / (1 - product);
        return p - (h.lr * ahead) / (Math.sqrt(v[i]! / (1 - h.beta2 ** t)) + h.epsilon);
      });
    },
    state: () => ({ m: m.slice(), v: v.slice(), muProduct: [product] }),
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
