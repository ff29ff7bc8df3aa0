export const claims = 'sgd';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr }: { lr: number }) {
  return {
    step(theta: Vector, g: Vector) {
      const next = theta.slice();
      for (let i = 0; i < next.length; i++) next[i]! -= lr * g[i]!;
      return next;
    },
    set(changed: { lr?: number }) {
      lr = changed.lr ?? lr;
    },
  };
}
