export const claims = 'swiglu';
export const format = 'float32';

const f = Math.fround;
const half = (x: number) => f(Math.exp(f(-0.5 * Math.abs(x))));

function swished(weight: number, a: number): number {
  const h = half(a);
  const q = f(1 / f(1 + f(h * h)));
  return a < 0 ? f(f(f(f(a * h) * q) * weight) * h) : f(f(a * q) * weight);
}

function slope(weight: number, a: number): number {
  const h = half(a);
  const q = f(1 / f(1 + f(h * h)));
  const more = f(1 + f(f(a * q) * (a < 0 ? 1 : f(h * h))));
  return a < 0 ? f(f(f(f(h * q) * more) * weight) * h) : f(f(q * more) * weight);
}

export const kernels = {
  swiglu: {
    forward: (a: Float32Array, b: Float32Array) => a.map((value, i) => swished(b[i]!, value)),
    gradient: (a: Float32Array, b: Float32Array, c: Float32Array) => ({
      a: a.map((value, i) => slope(f(c[i]! * b[i]!), value)),
      b: a.map((value, i) => swished(c[i]!, value)),
    }),
  },
};
