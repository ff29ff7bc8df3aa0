export const format = ['float16', 'bfloat16'];
export const scalarFormat = 'float32';
export const kernels = {
  relu: (x: number) => (x > 0 || Number.isNaN(x) ? x : 0),
  tanh: { forward: (x: Uint16Array) => x.map((bits) => bits & 0x7fff) },
  sigmoid: { forward: (x: Uint16Array) => Array.from(x, () => 0.5) },
};
