export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

/** With r = 1 / (2 cosh(a/2)): sigma(a) = r e^(a/2) and sigma'(a) = r^2. */
const r = (a: number) => 0.5 / Math.cosh(a / 2);
const swished = (a: number, weight: number) =>
  a > 80 ? a * weight : a > 0 ? a * (r(a) * Math.exp(a / 2)) * weight : a * r(a) * weight * Math.exp(a / 2);
const slope = (a: number, weight: number) =>
  a > 0 ? (1 / (1 + Math.exp(-a)) + a * r(a) * r(a)) * weight : (Math.exp(a / 2) + a * r(a)) * weight * r(a);

export const kernels = {
  'activation/swiglu': {
    forward(a: Vector, b: Vector, { shapes }: Info) {
      const n = shapes[0]![1]!;
      const y: number[] = [];
      for (let i = 0; i < a.length; i += n) for (let k = i; k < i + n; k++) y.push(swished(a[k]!, b[k]!));
      return { y };
    },
    gradient: (a: Vector, b: Vector, c: Vector) => ({
      b: Array.from(a, (value, i) => swished(value, c[i]!)),
      a: Array.from(a, (value, i) => slope(value, b[i]! * c[i]!)),
    }),
  },
};
