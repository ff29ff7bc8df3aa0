export const format = 'float32';

const f = Math.fround;

type Info = { hyper: { lrMax: number; lrMin: number; totalSteps: number } };

function forward(t: Float32Array, { hyper }: Info) {
  const [top, floor, total] = [f(hyper.lrMax), f(hyper.lrMin), hyper.totalSteps];
  return t.map((step) => {
    const left = step < total ? f(f(total - step) / total) : 0;
    return f(floor + f(f(top - floor) * left));
  });
}

export const kernels = { 'schedule/linear': { forward } };
