export const claims = 'amsgrad';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ lr, beta1, beta2, epsilon }: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  let slots: { m: Vector; v: Vector; vMax: Vector } | undefined;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      const { m, v, vMax } = (slots ??= { m: g.slice().fill(0), v: g.slice().fill(0), vMax: g.slice().fill(0) });
      t++;
      return Array.from(theta, (p, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
        vMax[i] = Math.max(vMax[i]!, v[i]! / (1 - beta2 ** t));
        return p - (lr * (m[i]! / (1 - beta1 ** t))) / (Math.sqrt(vMax[i]!) + epsilon);
      });
    },
    state: () => slots ?? { m: [], v: [], vMax: [] },
  };
}
