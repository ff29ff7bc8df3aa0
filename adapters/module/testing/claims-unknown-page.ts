export const claims = ['adamv'];
export const kernels = { sigmoid: (x: number) => x };
