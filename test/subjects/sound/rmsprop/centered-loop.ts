export const claims = 'rmsprop';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  let v: Vector | undefined;
  let average: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const squares = (v ??= g.slice().fill(0));
      const mean = (average ??= g.slice().fill(0));
      return Array.from(theta, (p, i) => {
        squares[i] = rho * squares[i]! + (1 - rho) * g[i]! ** 2;
        mean[i] = rho * mean[i]! + (1 - rho) * g[i]!;
        const variance = Math.max(0, squares[i]! - mean[i]! ** 2);
        return p - (lr * g[i]!) / (Math.sqrt(variance) + epsilon);
      });
    },
    state: () => ({ v: v?.slice() ?? [], gAverage: average?.slice() ?? [] }),
  };
}
