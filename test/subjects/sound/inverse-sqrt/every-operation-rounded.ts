export const format = 'float32';

const f = Math.fround;

type Info = { hyper: { lrMax: number; warmupSteps: number } };

function forward(t: Float32Array, { hyper }: Info) {
  const top = f(hyper.lrMax);
  const warmup = f(hyper.warmupSteps);
  return t.map((step) => f(top * (step < warmup ? f(step / warmup) : f(Math.sqrt(f(warmup / step))))));
}

export const kernels = { 'inverse-sqrt': { forward } };
