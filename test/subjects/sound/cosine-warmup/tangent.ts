export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { hyper: { lrMax: number; warmupSteps: number; totalSteps: number } };

/** sin^2 a = tan^2 a / (1 + tan^2 a) with a from pi/2 at the end of the warm-up down to 0 at the last step. */
function forward(t: Vector, { hyper: { lrMax, warmupSteps, totalSteps } }: Info) {
  const lr: number[] = [];
  for (const step of t) {
    if (step < warmupSteps) {
      lr.push(lrMax * (step / warmupSteps));
      continue;
    }
    const tangent = Math.tan((Math.PI * (totalSteps - step)) / (2 * (totalSteps - warmupSteps)));
    const square = tangent * tangent;
    lr.push((lrMax * square) / (1 + square));
  }
  return { lr };
}

export const kernels = { 'cosine-warmup': { forward } };
