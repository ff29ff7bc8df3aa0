export const format = ['float64', 'float32'];

type Hyper = { alpha: number };

/** W. Kahan's device: the error of u - 1 and that of ln u are the same and cancel (Higham 2002, section 1.14.1). */
function expm1(x: number): number {
  const u = Math.exp(x);
  if (u === 1) return x;
  const less = u - 1;
  return less === -1 ? -1 : (less * x) / Math.log(u);
}

export const kernels = {
  elu: {
    value: (x: number, { alpha }: Hyper) => (x > 0 ? x : alpha * expm1(x)),
    derivative: (x: number, { alpha }: Hyper) => (x >= 0 ? (Number.isNaN(x) ? x : 1) : alpha * Math.exp(x)),
  },
};
