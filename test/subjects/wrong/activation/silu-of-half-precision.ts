export const format = 'float32';

const f = Math.fround;

/** Eleven significant bits by Dekker's splitting; the range of half precision is not imitated. */
const narrow = (x: number) => f(f(x * 8193) - f(f(x * 8193) - x));

export const kernels = {
  silu: (x: number) => {
    const e = f(Math.exp(-Math.abs(x)));
    const s = f((x < 0 ? e : 1) / f(1 + e));
    return f(x * narrow(s));
  },
};
