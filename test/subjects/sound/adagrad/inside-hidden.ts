export const claims = 'adagrad';
export const format = 'float64';

export function create({ lr, epsilon }: { lr: number; epsilon: number }) {
  let held = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (held.length === 0) held = new Float64Array(g.length);
      const next = theta.slice();
      for (let i = 0; i < g.length; i++) {
        held[i]! += g[i]! * g[i]!;
        const root = Math.sqrt(epsilon + held[i]!);
        next[i]! -= lr * (g[i]! / root);
      }
      return next;
    },
  };
}
