export const claims = 'adagrad';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create({ lr, epsilon }: { lr: number; epsilon: number }) {
  let squares: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      squares ??= g.slice().fill(0);
      for (let i = 0; i < g.length; i++) squares[i] = squares[i]! + g[i]! ** 2;
      const rates = Array.from(squares, (s) => lr * (1 / (Math.sqrt(s) + epsilon)));
      return { theta: rates.map((rate, i) => theta[i]! - rate * g[i]!) };
    },
    state: () => ({ accumulator: squares?.slice() ?? [] }),
  };
}
