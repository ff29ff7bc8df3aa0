export const claims = 'adamax';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;

export function create(h: { lr: number; beta1: number; beta2: number; epsilon: number }) {
  let m: Vector | undefined;
  let norm: Vector | undefined;
  let t = 0;
  return {
    step(theta: Vector, g: Vector) {
      const mean = (m ??= g.slice().fill(0));
      const top = (norm ??= g.slice().fill(0));
      t += 1;
      const correction = -Math.expm1(t * Math.log(h.beta1));
      return {
        theta: Array.from(theta, (p, i) => {
          const size = (g[i]! < 0 ? -g[i]! : g[i]!) + h.epsilon;
          const kept = top[i]! * h.beta2;
          top[i] = kept > size ? kept : size;
          mean[i]! += (1 - h.beta1) * (g[i]! - mean[i]!);
          return p - h.lr * (mean[i]! / (correction * top[i]!));
        }),
      };
    },
    state: () => ({ m: m?.slice() ?? [], infinityNorm: norm?.slice() ?? [] }),
  };
}
