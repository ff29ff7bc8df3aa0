export const claims = 'amsgrad';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  let slots: { m: Vector; v: Vector; vMax: Vector } | undefined;
  let p1 = 1;
  let p2 = 1;
  return {
    step(theta: Vector, g: Vector) {
      const { m, v, vMax } = (slots ??= { m: g.slice().fill(0), v: g.slice().fill(0), vMax: g.slice().fill(0) });
      p1 *= beta1;
      p2 *= beta2;
      const root = Math.sqrt(1 - p2);
      const rate = (lr * root) / (1 - p1);
      return {
        theta: Array.from(theta, (p, i) => {
          m[i]! += (1 - beta1) * (g[i]! - m[i]!);
          v[i]! += (1 - beta2) * (g[i]! ** 2 - v[i]!);
          if (v[i]! > vMax[i]!) vMax[i] = v[i]!;
          return p - (rate * m[i]!) / (Math.sqrt(vMax[i]!) + epsilon * root);
        }),
      };
    },
    state: () => (slots ? { ...slots } : { m: [], v: [], vMax: [] }),
  };
}
