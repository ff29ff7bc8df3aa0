export const claims = 'momentum';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, momentum }: { lr: number; momentum: number }) {
  let average: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      average ??= g.slice().fill(0);
      for (let i = 0; i < g.length; i++) average[i] = momentum * average[i]! + (1 - momentum) * g[i]!;
      return Array.from(average, (x, i) => theta[i]! - lr * x);
    },
    state: () => ({ velocity: average?.slice() ?? [] }),
  };
}
