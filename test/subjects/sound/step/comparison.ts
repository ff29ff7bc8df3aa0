export const format = ['float64', 'float32'];

const step = (x: number) => (x >= 0 ? 1 : x < 0 ? 0 : x);

export const kernels = { step: { value: step, derivative: (x: number) => (Number.isNaN(x) ? x : 0) } };
