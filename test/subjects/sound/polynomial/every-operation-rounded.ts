export const format = 'float32';

const f = Math.fround;

type Info = { hyper: { lrMax: number; lrMin: number; power: number; totalSteps: number } };

export const kernels = {
  polynomial: {
    forward: (t: Float32Array, { hyper }: Info) =>
      t.map((step) => {
        const [top, floor, total] = [f(hyper.lrMax), f(hyper.lrMin), f(hyper.totalSteps)];
        const left = f(f(total - f(Math.min(step, total))) / total);
        return f(f(f(top - floor) * f(left ** f(hyper.power))) + floor);
      }),
  },
};
