export const claims = 'adadelta';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  let v: Vector | undefined;
  let u: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const squares = (v ??= g.slice().fill(0));
      const moves = (u ??= g.slice().fill(0));
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        squares[i]! += (1 - rho) * (g[i]! * g[i]! - squares[i]!);
        const delta = Math.sqrt((moves[i]! + epsilon) / (squares[i]! + epsilon)) * g[i]!;
        moves[i]! += (1 - rho) * (delta * delta - moves[i]!);
        next[i] = theta[i]! - lr * delta;
      }
      return { theta: next };
    },
    state: () => ({ v: v?.slice() ?? [], accumulatedUpdate: u?.slice() ?? [] }),
  };
}
