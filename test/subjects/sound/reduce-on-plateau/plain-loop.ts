export const claims = 'reduce-on-plateau';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = { lrInitial: number; factor: number; patience: number; threshold: number; lrMin: number };

export function create({ lrInitial, factor, patience, threshold, lrMin }: Hyper) {
  let best: Vector | undefined;
  let bad: Vector | undefined;
  let lr: Vector | undefined;
  return {
    step(metric: Vector) {
      lr ??= metric.slice().fill(lrInitial);
      bad ??= metric.slice().fill(0);
      const first = best === undefined;
      best ??= metric.slice();
      for (let i = 0; i < metric.length; i++) {
        if (first || metric[i]! < best[i]! * (1 - threshold)) {
          best[i] = metric[i]!;
          bad[i] = 0;
        } else bad[i]! += 1;
        if (bad[i]! > patience) {
          lr[i] = Math.max(lr[i]! * factor, lrMin);
          bad[i] = 0;
        }
      }
      return { lr: lr.slice() };
    },
    state: () => ({ best: best?.slice() ?? [], badSteps: bad?.slice() ?? [], rate: lr?.slice() ?? [] }),
  };
}
