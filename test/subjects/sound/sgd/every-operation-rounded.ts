export const claims = 'sgd';
export const format = 'float32';

const f = Math.fround;

export function create(hyper: { lr: number }) {
  const lr = f(hyper.lr);
  return { step: (theta: Float32Array, g: Float32Array) => theta.map((p, i) => f(p - f(lr * g[i]!))) };
}
