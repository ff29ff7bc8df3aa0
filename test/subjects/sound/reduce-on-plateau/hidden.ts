export const claims = 'reduce-on-plateau';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Hyper = { lrInitial: number; factor: number; patience: number; threshold: number; lrMin: number };

function rateAfter(metrics: readonly number[], h: Hyper): number {
  let [lr, best, since] = [h.lrInitial, metrics[0]!, 0];
  for (const metric of metrics.slice(1)) {
    if (metric < (1 - h.threshold) * best) [best, since] = [metric, 0];
    else since++;
    if (since <= h.patience) continue;
    lr = Math.max(h.lrMin, lr * h.factor);
    since = 0;
  }
  return lr;
}

export function create(h: Hyper) {
  const seen: number[][] = [];
  return {
    step: (metric: Vector) =>
      Array.from(metric, (x, i) => {
        seen[i] = [...(seen[i] ?? []), x];
        return rateAfter(seen[i], h);
      }),
  };
}
