export const claims = 'adadelta';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

/** An average of x + epsilon is the average of x, plus epsilon, where it starts at epsilon. */
export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  const slots: { v: number; u: number }[] = [];
  return {
    step(theta: Vector, g: Vector) {
      return Array.from(theta, (p, i) => {
        const slot = (slots[i] ??= { v: epsilon, u: epsilon });
        slot.v = rho * slot.v + (1 - rho) * (g[i]! ** 2 + epsilon);
        const delta = g[i]! * Math.sqrt(slot.u / slot.v);
        slot.u = rho * slot.u + (1 - rho) * (delta ** 2 + epsilon);
        return p - lr * delta;
      });
    },
  };
}
