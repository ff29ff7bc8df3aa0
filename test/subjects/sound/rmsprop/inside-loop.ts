export const claims = 'rmsprop';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  let v: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      v ??= g.slice().fill(0);
      for (let i = 0; i < g.length; i++) v[i] = rho * v[i]! + (1 - rho) * g[i]! ** 2;
      return Array.from(v, (mean, i) => theta[i]! - (lr * g[i]!) / Math.sqrt(mean + epsilon));
    },
    state: () => ({ v: v?.slice() ?? [] }),
  };
}
