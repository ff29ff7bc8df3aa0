export const claims = 'nesterov';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, momentum }: { lr: number; momentum: number }) {
  let velocity: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      velocity ??= g.slice().fill(0);
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        velocity[i] = momentum * velocity[i]! - lr * g[i]!;
        next[i] = theta[i]! + (momentum * velocity[i]! - lr * g[i]!);
      }
      return next;
    },
    state: () => ({ velocity: velocity?.slice() ?? [] }),
    load(saved: { velocity: Vector }) {
      velocity = saved.velocity.slice();
    },
  };
}
