export const claims = 'nesterov';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

/** g + mu (mu v + g) = (1 + mu) g + mu^2 v */
export function create({ lr, momentum }: { lr: number; momentum: number }) {
  let v: number[] | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const before = v ?? Array.from(g, () => 0);
      v = before.map((x, i) => momentum * x + g[i]!);
      return before.map((x, i) => theta[i]! - lr * ((1 + momentum) * g[i]! + momentum * momentum * x));
    },
  };
}
