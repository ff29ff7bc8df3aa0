export const format = 'float64';

type Hyper = { lrMax: number; divFactor: number; finalDivFactor: number; warmupShare: number; totalSteps: number };

function share(p: number): number {
  if (p >= 1) return 1;
  const tangent = Math.tan((Math.PI / 2) * Math.max(0, p));
  return 1 - 1 / (1 + tangent * tangent) > 0.5 ? 1 / (1 + 1 / tangent ** 2) : tangent ** 2 / (1 + tangent ** 2);
}

export const kernels = {
  'one-cycle': {
    value(t: number, h: Hyper) {
      const peak = h.totalSteps * h.warmupShare - 1;
      const end = h.totalSteps - 1;
      const initial = h.lrMax / h.divFactor;
      if (t <= peak) return initial + (h.lrMax - initial) * share(t / peak);
      const floor = initial / h.finalDivFactor;
      return floor + (h.lrMax - floor) * share((end - t) / (end - peak));
    },
  },
};
