export const claims = 'cosine-warmup';
export const format = ['float64', 'float32'];

type Hyper = { lrMax: number; warmupSteps: number; totalSteps: number };

const kernel = {
  value(t: number, h: Hyper): number {
    const decay = h.totalSteps - h.warmupSteps;
    const left = h.totalSteps - t;
    if (t < h.warmupSteps) return h.lrMax * (t / h.warmupSteps);
    // Early the textbook form is safe; late 1 + cos would cancel, 2 sin^2 does not.
    if (2 * left >= decay) return 0.5 * h.lrMax * (1 + Math.cos((Math.PI * (t - h.warmupSteps)) / decay));
    return h.lrMax * Math.sin((Math.PI * left) / (2 * decay)) ** 2;
  },
};

export const kernels = { 'cosine-warmup': kernel };
