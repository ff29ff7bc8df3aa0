export const claims = 'adamw';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  const shrink = 1 - lr * weightDecay;
  const slots: [m: number, v: number][] = [];
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      t++;
      const left1 = -Math.expm1(t * Math.log(beta1));
      const left2 = -Math.expm1(t * Math.log(beta2));
      return Array.from(theta, (p, i) => {
        const slot = (slots[i] ??= [0, 0]);
        slot[0] = beta1 * slot[0] + (1 - beta1) * g[i]!;
        slot[1] = beta2 * slot[1] + (1 - beta2) * g[i]! ** 2;
        const inverse = 1 / (Math.sqrt(slot[1] / left2) + epsilon);
        return shrink * p - (lr / left1) * slot[0] * inverse;
      });
    },
  };
}
