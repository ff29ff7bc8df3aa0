export const claims = 'optimizer/sgd';
export const format = 'float64';

export const create = (hyper: { lr: number }) => {
  let { lr } = hyper;
  return {
    step: (theta: Float64Array, g: Float64Array) => theta.map((w, i) => w + lr * g[i]!),
    set(changed: { lr?: number }) {
      lr = changed.lr ?? lr;
    },
  };
};
