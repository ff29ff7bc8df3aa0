export const claims = 'momentum';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, momentum }: { lr: number; momentum: number }) {
  let velocity: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const v = (velocity ??= g.slice().fill(0));
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        v[i] = momentum * v[i]! - lr * g[i]!;
        next[i]! += v[i]!;
      }
      return { theta: next };
    },
    state: () => ({ velocity: velocity?.slice() ?? [] }),
    load(saved: { velocity: Vector }) {
      velocity = saved.velocity.slice();
    },
  };
}
