export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

function forward(x: Vector, a: Vector, { shapes }: Info): Float64Array {
  const [rows, channels] = shapes[0] as [number, number];
  const y = new Float64Array(x.length);
  for (let c = 0; c < channels; c++) {
    for (let i = c; i < rows * channels; i += channels) y[i] = Math.max(0, x[i]!) + a[c]! * Math.min(0, x[i]!);
  }
  return y;
}

function gradient(x: Vector, a: Vector, cotangent: Vector, { shapes }: Info) {
  const [rows, channels] = shapes[0] as [number, number];
  const dx = Float64Array.from(cotangent, (c, i) => (x[i]! < 0 ? c * a[i % channels]! : c));
  const da = Float64Array.from(a, (_, c) => {
    let sum = 0;
    for (let n = rows - 1; n >= 0; n--) sum += Math.min(0, x[n * channels + c]!) * cotangent[n * channels + c]!;
    return sum;
  });
  return { x: dx, a: da };
}

export const kernels = { 'activation/prelu': { forward, gradient } };
