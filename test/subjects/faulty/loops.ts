export const claims = 'sigmoid';
export const kernels = {
  sigmoid(x: number): number {
    for (let i = 0; ; i++) if (i === -1) return x;
  },
};
