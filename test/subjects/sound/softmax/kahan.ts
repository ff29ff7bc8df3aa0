export const claims = 'softmax';
export const format = 'float32';

type Info = { shapes: readonly (readonly number[])[] };

const f = Math.fround;

/** Compensated summation (W. Kahan, CACM 8, 1965), every operation in single precision. */
function sumOf(terms: ArrayLike<number>): number {
  let sum = 0;
  let lost = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = f(terms[i]! - lost);
    const next = f(sum + term);
    lost = f(f(next - sum) - term);
    sum = next;
  }
  return sum;
}

function softmax(row: Float32Array): Float32Array {
  const top = Math.max(...row);
  const e = row.map((x) => Math.exp(f(x - top)));
  const total = sumOf(e);
  return e.map((x) => x / total);
}

function rows(data: Float32Array, classes: number): Float32Array[] {
  return Array.from({ length: data.length / classes }, (_, r) => data.subarray(r * classes, (r + 1) * classes));
}

export const kernels = {
  softmax: {
    forward(x: Float32Array, { shapes }: Info) {
      return rows(x, shapes[0]!.at(-1)!).flatMap((row) => Array.from(softmax(row)));
    },
    gradient(x: Float32Array, cotangent: Float32Array, { shapes }: Info) {
      const classes = shapes[0]!.at(-1)!;
      const weights = rows(cotangent, classes);
      return rows(x, classes).flatMap((row, r) => {
        const y = softmax(row);
        const c = weights[r]!;
        // Differences of cotangents first: c_k minus their mean would cancel where one class has nearly all the weight.
        return Array.from(y, (p, k) => f(p * sumOf(y.map((other, j) => other * f(c[k]! - c[j]!)))));
      });
    },
  },
};
