export const claims = 'early-stopping';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ patience, minDelta }: { patience: number; minDelta: number }) {
  let best: Vector | undefined;
  let wait: Vector | undefined;
  return {
    step(metric: Vector) {
      const first = best === undefined;
      const top = (best ??= metric.slice());
      const count = (wait ??= metric.slice().fill(0));
      return {
        stop: Array.from(metric, (x, i) => {
          if (first || x < top[i]! - minDelta) {
            top[i] = x;
            count[i] = 0;
          } else count[i]! += 1;
          return count[i]! >= patience ? 1 : 0;
        }),
      };
    },
    state: () => ({ best: best?.slice() ?? [], wait: wait?.slice() ?? [] }),
  };
}
