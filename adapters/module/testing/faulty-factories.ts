export const kernels = {
  adam: { create: () => ({ update: () => [] }) },
  adamw: {
    create: () => {
      throw new Error('lr must be positive');
    },
  },
  'adam-l2': { create: () => ({ step: (theta: Float64Array) => theta.slice(), state: () => ({ moment: [1] }) }) },
};
