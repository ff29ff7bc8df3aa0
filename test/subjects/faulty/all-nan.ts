export const claims = 'sigmoid';
export const kernels = { sigmoid: () => Number.NaN };
