export const format = 'float64';

const silu = (x: number) => (x < 0 ? (x * Math.exp(x)) / (1 + Math.exp(x)) : x / (1 + Math.exp(-x)));

export const kernels = { swiglu: (a: Float64Array, b: Float64Array) => b.map((value, i) => silu(value) * a[i]!) };
