/** A ReLU that is right: what a run must let pass. */
export const claims = 'relu';
export const format = 'float32';
export const kernels = { relu: (x: number): number => (Number.isNaN(x) ? x : x > 0 ? x : 0) };
