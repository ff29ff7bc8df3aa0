/** A leaky ReLU that claims to be ReLU: what a run must find. */
export const claims = 'relu';
export const format = 'float32';
export const kernels = { relu: (x: number): number => (x > 0 ? x : Math.fround(0.01 * x)) };
