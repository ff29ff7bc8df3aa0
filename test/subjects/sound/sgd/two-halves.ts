export const claims = 'sgd';
export const format = 'float64';

export const create = ({ lr }: { lr: number }) => ({
  step(theta: Float64Array, g: Float64Array) {
    const half = 0.5 * lr;
    const delta = g.map((x) => half * x);
    return theta.map((p, i) => p - (delta[i]! + delta[i]!));
  },
});
