export const claims = 'adagrad';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, epsilon }: { lr: number; epsilon: number }) {
  let accumulator: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      accumulator ??= g.slice().fill(0.1);
      for (let i = 0; i < g.length; i++) accumulator[i]! += g[i]! ** 2;
      return Array.from(accumulator, (sum, i) => theta[i]! - (lr * g[i]!) / Math.sqrt(sum + epsilon));
    },
    state: () => ({ accumulator: accumulator?.slice() ?? [] }),
  };
}
