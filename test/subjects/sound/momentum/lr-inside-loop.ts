export const claims = 'momentum';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; momentum: number };

export function create({ lr, momentum }: Hyper) {
  let velocity: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      velocity ??= g.slice().fill(0);
      for (let i = 0; i < g.length; i++) velocity[i] = momentum * velocity[i]! + lr * g[i]!;
      return Array.from(theta, (p, i) => p - velocity![i]!);
    },
    state: () => ({ velocity: velocity?.slice() ?? [] }),
    set(changed: Partial<Hyper>) {
      lr = changed.lr ?? lr;
      momentum = changed.momentum ?? momentum;
    },
  };
}
