export const claims = 'adamax';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2 }: { lr: number; beta1: number; beta2: number }) {
  let m: Vector | undefined;
  let u: Vector | undefined;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      m ??= g.slice().fill(0);
      u ??= g.slice().fill(0);
      t++;
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        u[i] = Math.max(beta2 * u[i]!, Math.abs(g[i]!));
        if (u[i] !== 0) next[i]! -= (lr / (1 - beta1 ** t)) * (m[i]! / u[i]!);
      }
      return next;
    },
    state: () => ({ m: m?.slice() ?? [], infinityNorm: u?.slice() ?? [] }),
  };
}
