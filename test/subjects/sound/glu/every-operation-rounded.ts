export const claims = 'glu';
export const format = 'float32';

const f = Math.fround;
const half = (x: number) => f(Math.exp(f(-0.5 * Math.abs(x))));

function gated(weight: number, x: number): number {
  const h = half(x);
  const scaled = f(weight / f(1 + f(h * h)));
  return x < 0 ? f(f(scaled * h) * h) : scaled;
}

function slope(weight: number, x: number): number {
  const h = half(x);
  const q = f(1 / f(1 + f(h * h)));
  return f(f(f(f(weight * q) * q) * h) * h);
}

export const kernels = {
  glu: {
    forward: (a: Float32Array, b: Float32Array) => a.map((value, i) => gated(value, b[i]!)),
    gradient: (a: Float32Array, b: Float32Array, c: Float32Array) => ({
      a: b.map((gate, i) => gated(c[i]!, gate)),
      b: b.map((gate, i) => slope(f(c[i]! * a[i]!), gate)),
    }),
  },
};
