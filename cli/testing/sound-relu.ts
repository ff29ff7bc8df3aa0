/** A ReLU that is right: what a run must let pass. */
export const claims = 'relu';
export const format = 'float32';
export const kernels = { relu: (x: number): number => Math.max(0, x) };
