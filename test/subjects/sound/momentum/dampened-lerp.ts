export const claims = 'momentum';
export const format = 'float64';

export function create({ lr, momentum }: { lr: number; momentum: number }) {
  const average: number[] = [];
  return {
    step: (theta: Float64Array, g: Float64Array) =>
      theta.map((p, i) => {
        const last = average[i] ?? 0;
        average[i] = last + (1 - momentum) * (g[i]! - last);
        return p - lr * average[i]!;
      }),
  };
}
