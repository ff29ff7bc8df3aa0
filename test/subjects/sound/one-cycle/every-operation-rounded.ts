export const format = 'float32';

const f = Math.fround;
const QUARTER_TURN = f(Math.PI / 2);

type Hyper = { lrMax: number; divFactor: number; finalDivFactor: number; warmupShare: number; totalSteps: number };

export const kernels = {
  'one-cycle': {
    forward(t: Float32Array, { hyper }: { hyper: Hyper }) {
      const top = f(hyper.lrMax);
      const start = f(top / f(hyper.divFactor));
      const floor = f(start / f(hyper.finalDivFactor));
      const last = hyper.totalSteps - 1;
      const peak = f(f(f(hyper.warmupShare) * hyper.totalSteps) - 1);
      const above = (low: number, share: number) => {
        const s = f(Math.sin(f(QUARTER_TURN * share)));
        return f(low + f(f(top - low) * f(s * s)));
      };
      return t.map((step) => {
        if (step >= last) return floor;
        return step <= peak ? above(start, f(step / peak)) : above(floor, f(f(last - step) / f(last - peak)));
      });
    },
  },
};
