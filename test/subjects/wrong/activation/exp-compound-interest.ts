export const format = 'float64';

export const kernels = {
  exp(x: number): number {
    let y = Math.max(0, 1 + x / 2 ** 20);
    for (let k = 0; k < 20; k++) y *= y;
    return y;
  },
};
