export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
const ROOT_PI = Math.sqrt(Math.PI);

/** Abramowitz and Stegun 6.5.29 with a = 1/2: e^-s s^a (1/a + s/(a(a+1)) + ...) / Gamma(a). */
function lower(x: number): number {
  const s = x * x;
  let term = 2;
  let sum = 2;
  for (let n = 1; n < 80; n++) sum += term *= s / (n + 0.5);
  return (x * Math.exp(-s) * sum) / ROOT_PI;
}

/** The even part of 6.5.31: 1/(s + 1/2 - (1/2)/(s + 5/2 - 3/(s + 9/2 - ...))), from the far end. */
function upper(x: number): number {
  const s = x * x;
  let tail = s + 0.5 + 2 * 60;
  for (let n = 60; n >= 1; n--) tail = s + 0.5 + 2 * (n - 1) - (n * (n - 0.5)) / tail;
  return (x * Math.exp(-s)) / ROOT_PI / tail;
}

const erf = (x: number) => (x > 7 ? 1 : x < 1.75 ? lower(x) : 1 - upper(x));

export const kernels = {
  erf: {
    forward: (x: Vector) => Array.from(x, (v) => (v < 0 ? -erf(-v) : erf(v))),
    gradient: (x: Vector, cotangent: Vector) =>
      Array.from(x, (v, i) => (cotangent[i]! * 2 * Math.exp(-v * v)) / ROOT_PI),
  },
};
