export const format = 'float32';
export const scalarFormat = 'float32';

const f = Math.fround;
const HALF_PI = f(Math.PI / 2);

type Info = { hyper: { lrMax: number; warmupSteps: number; totalSteps: number } };

function forward(t: Float32Array, { hyper }: Info): Float32Array {
  const top = f(hyper.lrMax);
  const warmup = hyper.warmupSteps;
  return t.map((step) => {
    if (step < warmup) return f(top * f(step / warmup));
    const left = f(f(hyper.totalSteps - step) / f(hyper.totalSteps - warmup));
    const s = f(Math.sin(f(HALF_PI * left)));
    return f(top * f(s * s));
  });
}

export const kernels = { 'schedule/cosine-warmup': { forward } };
