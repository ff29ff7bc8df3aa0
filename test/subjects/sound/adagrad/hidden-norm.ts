export const claims = 'adagrad';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export const create = ({ lr, epsilon }: { lr: number; epsilon: number }) => {
  const length: number[] = [];
  return {
    step: (theta: Vector, g: Vector) =>
      Array.from(theta, (p, i) => {
        length[i] = Math.hypot(length[i] ?? 0, g[i]!);
        return p - lr * (g[i]! / (length[i]! + epsilon));
      }),
  };
};
