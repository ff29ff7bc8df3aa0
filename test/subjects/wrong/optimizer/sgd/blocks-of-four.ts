export const claims = 'optimizer/sgd';
export const format = 'float64';

export function create(hyper: { lr: number }) {
  let lr = hyper.lr;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const out = theta.slice();
      for (let i = 0; i + 3 < out.length; i += 4) {
        out[i] = theta[i]! - lr * g[i]!;
        out[i + 1] = theta[i + 1]! - lr * g[i + 1]!;
        out[i + 2] = theta[i + 2]! - lr * g[i + 2]!;
        out[i + 3] = theta[i + 3]! - lr * g[i + 3]!;
      }
      return out;
    },
    set(changed: { lr?: number }) {
      lr = changed.lr ?? lr;
    },
  };
}
