export const claims = 'sigmoid';
export const kernels = { sigmoid: { forward: () => new Promise<number[]>(() => {}) } };
