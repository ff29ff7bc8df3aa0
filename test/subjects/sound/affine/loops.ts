export const format = ['float64', 'float32'];

type Vector = Float32Array | Float64Array;
type Info = { shapes: readonly (readonly number[])[] };

function forward(x: Vector, W: Vector, b: Vector, { shapes }: Info): Float64Array {
  const [rows, I] = shapes[0] as [number, number];
  const y = new Float64Array(rows * b.length);
  for (let n = 0; n < rows; n++) {
    for (let o = 0; o < b.length; o++) {
      let sum = b[o]!;
      for (let i = 0; i < I; i++) sum += x[n * I + i]! * W[o * I + i]!;
      y[n * b.length + o] = sum;
    }
  }
  return y;
}

function gradient(x: Vector, W: Vector, b: Vector, cotangent: Vector, { shapes }: Info) {
  const [rows, I] = shapes[0] as [number, number];
  const dx = new Float64Array(x.length);
  const dW = new Float64Array(W.length);
  const db = new Float64Array(b.length);
  for (let n = 0; n < rows; n++) {
    for (let o = 0; o < b.length; o++) {
      const c = cotangent[n * b.length + o]!;
      db[o]! += c;
      for (let i = 0; i < I; i++) {
        dx[n * I + i]! += c * W[o * I + i]!;
        dW[o * I + i]! += c * x[n * I + i]!;
      }
    }
  }
  return { x: dx, W: dW, b: db };
}

export const kernels = { affine: { forward, gradient } };
