export const claims = 'sigmoid';
export const kernels = {
  sigmoid(): number {
    process.exit(0);
  },
};
