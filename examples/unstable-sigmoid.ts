// Right mathematics, lost digits: an equal form of the sigmoid that loses its small values in single precision.
// Run it from the root of the project:
//   npx assay run ./examples/unstable-sigmoid.ts

export const claims = 'sigmoid';
export const format = 'float32';

const f = Math.fround;

/** sigmoid(x) = (1 + tanh(x/2)) / 2, each operation rounded to single precision. */
function value(x: number): number {
  const t = f(Math.tanh(f(x / 2)));
  return f(f(1 + t) / 2);
}

export const kernels = { sigmoid: { value } };
