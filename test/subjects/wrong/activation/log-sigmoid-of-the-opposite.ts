export const claims = 'log-sigmoid';
export const format = 'float64';

const logSigmoid = (x: number) => -(Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))));

export const kernels = { 'log-sigmoid': logSigmoid };
