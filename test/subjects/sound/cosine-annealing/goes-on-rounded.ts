export const format = 'float32';

const f = Math.fround;
const QUARTER_TURN = f(Math.PI / 2);

type Info = { hyper: { lrMax: number; lrMin: number; totalSteps: number } };

export const kernels = {
  'cosine-annealing': {
    forward: (t: Float32Array, { hyper }: Info) =>
      t.map((step) => {
        const [top, floor, total] = [f(hyper.lrMax), f(hyper.lrMin), f(hyper.totalSteps)];
        // Folded into one period, so that a large angle does not lose its digits.
        const within = step % (2 * total);
        const left = f(f(total - within) / total);
        const s = f(Math.sin(f(QUARTER_TURN * left)));
        return f(floor + f(f(top - floor) * f(s * s)));
      }),
  },
};
