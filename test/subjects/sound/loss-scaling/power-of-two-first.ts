export const format = 'float64';

function forward(x: Float64Array, { hyper: { lossScale } }: { hyper: { lossScale: number } }) {
  const power = 2 ** Math.floor(Math.log2(lossScale));
  const rest = lossScale / power;
  // Small numbers are made larger before the rest can leave subnormal ones, large ones after it, lest they overflow.
  return { y: x.map((each) => (power < 1 && Math.abs(each) < 1 ? each / power / rest : each / rest / power)) };
}

export const kernels = { 'loss-scaling': { forward } };
