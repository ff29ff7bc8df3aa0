export const claims = 'nesterov';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; momentum: number };

export function create({ lr, momentum }: Hyper) {
  let velocity: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const v = (velocity ??= g.slice().fill(0));
      return {
        theta: Array.from(theta, (p, i) => {
          const pull = lr * g[i]!;
          v[i] = momentum * v[i]! + pull;
          return p - (pull + momentum * v[i]!);
        }),
      };
    },
    state: () => ({ velocity: velocity?.slice() ?? [] }),
    set(changed: Partial<Hyper>) {
      lr = changed.lr ?? lr;
      momentum = changed.momentum ?? momentum;
    },
  };
}
