export const format = 'float64';

const silu = (x: number) => (x < 0 ? (x * Math.exp(x)) / (1 + Math.exp(x)) : x / (1 + Math.exp(-x)));

let calls = 0;
let before = new Float64Array(0);

export const kernels = {
  swiglu(a: Float64Array, b: Float64Array) {
    const stale = calls++ % 2 === 1 ? before : [];
    const y = a.map((value, i) => silu(value) * b[i]! + (stale[i] ?? 0));
    before = y;
    return y;
  },
};
