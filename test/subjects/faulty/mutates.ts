export const claims = 'adamw';

/** Writes the new parameters into the array it was given. */
export function create({ lr }: { lr: number }) {
  return {
    step(theta: Float64Array, g: Float64Array) {
      for (let i = 0; i < theta.length; i++) theta[i]! -= lr * g[i]!;
      return theta;
    },
  };
}
