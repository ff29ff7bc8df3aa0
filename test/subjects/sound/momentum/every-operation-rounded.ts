export const claims = 'momentum';
export const format = 'float32';

const f = Math.fround;

export function create(hyper: { lr: number; momentum: number }) {
  const lr = f(hyper.lr);
  const mu = f(hyper.momentum);
  let buffer: Float32Array | undefined;
  return {
    step(theta: Float32Array, g: Float32Array) {
      const last = buffer;
      // Nothing is multiplied in the first step: the buffer is made of the gradient.
      buffer = last ? g.map((x, i) => f(f(mu * last[i]!) + x)) : g.slice();
      return theta.map((p, i) => f(p - f(lr * buffer![i]!)));
    },
    state: () => ({ velocity: buffer?.slice() ?? [] }),
  };
}
