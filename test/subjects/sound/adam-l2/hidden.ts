export const claims = 'adam-l2';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  const past: number[][] = [];
  return {
    step(theta: Vector, gradient: Vector) {
      past.unshift(Array.from(gradient, (x, i) => x + weightDecay * theta[i]!));
      const t = past.length;
      return Array.from(theta, (p, i) => {
        let m = 0;
        let v = 0;
        past.forEach((g, age) => {
          m += beta1 ** age * g[i]!;
          v += beta2 ** age * g[i]! ** 2;
        });
        const mHat = (m * (1 - beta1)) / (1 - beta1 ** t);
        const vHat = (v * (1 - beta2)) / (1 - beta2 ** t);
        return p - (lr * mHat) / (Math.sqrt(vHat) + epsilon);
      });
    },
  };
}
