export const claims = 'rmsprop';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  const past: Vector[] = [];
  return {
    step(theta: Vector, g: Vector) {
      past.unshift(g.slice());
      return Array.from(theta, (p, i) => {
        let mean = 0;
        for (const [age, each] of past.entries()) mean += rho ** age * (1 - rho) * each[i]! ** 2;
        return p - (lr * g[i]!) / (Math.sqrt(mean) + epsilon);
      });
    },
  };
}
