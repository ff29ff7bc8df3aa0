export const claims = 'optimizer/sgd';
export const format = 'float32';

export const create = () => ({
  step: (theta: Float32Array, g: Float32Array) => theta.map((w, i) => w - g[i]!),
  set() {},
});
