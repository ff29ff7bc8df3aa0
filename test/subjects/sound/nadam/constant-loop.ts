export const claims = 'nadam';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  let m: Vector | undefined;
  let v: Vector | undefined;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      m ??= g.slice().fill(0);
      v ??= g.slice().fill(0);
      t++;
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
        const ahead = (beta1 * m[i]!) / (1 - beta1 ** (t + 1)) + ((1 - beta1) * g[i]!) / (1 - beta1 ** t);
        next[i]! -= (lr * ahead) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
      }
      return next;
    },
    state: () => ({ m: m?.slice() ?? [], v: v?.slice() ?? [], muProduct: [beta1 ** t] }),
  };
}
