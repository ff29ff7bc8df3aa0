export const claims = 'rmsprop';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create({ lr, rho, epsilon }: { lr: number; rho: number; epsilon: number }) {
  let v: Vector | undefined;
  return {
    step(theta: Vector, g: Vector) {
      const mean = (v ??= g.slice().fill(0));
      g.forEach((x, i) => {
        mean[i]! += (1 - rho) * (x * x - mean[i]!);
      });
      return { theta: Array.from(mean, (each, i) => theta[i]! - lr * (1 / (Math.sqrt(each) + epsilon)) * g[i]!) };
    },
    state: () => ({ v: v?.slice() ?? [] }),
    load(saved: { v: Vector }) {
      v = saved.v.slice();
    },
  };
}
