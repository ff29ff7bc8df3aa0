export const format = 'float32';

const f = Math.fround;
const QUARTER_TURN = f(Math.PI / 2);

type Info = { hyper: { lrMax: number; lrMin: number; totalSteps: number } };

function forward(t: Float32Array, { hyper }: Info) {
  const [top, floor, total] = [f(hyper.lrMax), f(hyper.lrMin), f(hyper.totalSteps)];
  return t.map((step) => {
    const left = f(Math.max(0, f(total - step)) / total);
    const s = f(Math.sin(f(QUARTER_TURN * left)));
    return f(floor + f(f(top - floor) * f(s * s)));
  });
}

export const kernels = { 'cosine-annealing': { forward } };
