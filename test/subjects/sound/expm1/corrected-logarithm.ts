export const format = ['float64', 'float32'];

/** W. Kahan's device: the error of u - 1 and that of ln u are the same and cancel (Higham 2002, section 1.14.1). */
function expm1(x: number): number {
  const u = Math.exp(x);
  if (u === 1) return x;
  const less = u - 1;
  if (less === -1 || u === Infinity) return less;
  return less * (x / Math.log(u));
}

export const kernels = { expm1: { value: expm1, derivative: (x: number) => Math.exp(x) } };
