export const claims = 'momentum';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, momentum }: { lr: number; momentum: number }) {
  const past: Vector[] = [];
  return {
    step(theta: Vector, g: Vector) {
      past.push(g.slice());
      return Array.from(theta, (p, i) => p - lr * past.reduce((sum, each) => sum * momentum + each[i]!, 0));
    },
  };
}
