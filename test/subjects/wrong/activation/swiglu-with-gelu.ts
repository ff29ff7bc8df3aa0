export const format = 'float64';

const w = (x: number) => Math.sqrt(8 / Math.PI) * (x + 0.044715 * x ** 3);
const gelu = (x: number) => (x < 0 ? (x * Math.exp(w(x))) / (1 + Math.exp(w(x))) : x / (1 + Math.exp(-w(x))));

export const kernels = { swiglu: (a: Float64Array, b: Float64Array) => a.map((value, i) => gelu(value) * b[i]!) };
