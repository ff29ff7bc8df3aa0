export const claims = 'adagrad';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, epsilon }: { lr: number; epsilon: number }) {
  let accumulator: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const sum = (accumulator ??= g.slice().fill(0.1));
      return Array.from(theta, (p, i) => {
        sum[i]! += g[i]! * g[i]!;
        return p - (lr * g[i]!) / (Math.sqrt(sum[i]!) + epsilon);
      });
    },
    state: () => ({ accumulator: accumulator?.slice() ?? [] }),
  };
}
