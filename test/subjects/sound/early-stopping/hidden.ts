export const claims = 'early-stopping';
export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;

export function create({ patience, minDelta }: { patience: number; minDelta: number }) {
  const runs: { metric: number; at: number }[] = [];
  let t = 0;
  return {
    step(metric: Vector) {
      t++;
      return Array.from(metric, (x, i) => {
        const best = runs[i];
        if (!best || x < best.metric - minDelta) runs[i] = { metric: x, at: t };
        return Number(t - runs[i]!.at >= patience);
      });
    },
  };
}
