export const claims = 'optimizer/sgd';
export const format = 'float64';

/** Gradients are sent as fixed-point numbers with three decimals. */
const overTheWire = (x: number): number => Math.round(x * 1000) / 1000;

export const create = ({ lr }: { lr: number }) => ({
  step: (theta: Float64Array, g: Float64Array) => theta.map((w, i) => w - lr * overTheWire(g[i]!)),
  set(changed: { lr?: number }) {
    lr = changed.lr ?? lr;
  },
});
