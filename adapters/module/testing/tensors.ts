interface Info {
  shapes: readonly (readonly number[])[];
  hyper: Record<string, number>;
  mode: string;
}

/** Rows of a flat array of shape [rows, columns]. */
function rowsOf(x: Float64Array, { shapes }: Info): Float64Array[] {
  const columns = shapes[0]?.[1] ?? x.length;
  return Array.from({ length: x.length / columns }, (_, i) => x.slice(i * columns, (i + 1) * columns));
}

function softmaxRow(row: Float64Array): Float64Array {
  const largest = Math.max(...row);
  const exps = row.map((value) => Math.exp(value - largest));
  const sum = exps.reduce((a, b) => a + b, 0);
  return exps.map((value) => value / sum);
}

export const kernels = {
  softmax: {
    forward: (x: Float64Array, info: Info) => rowsOf(x, info).flatMap((row) => [...softmaxRow(row)]),
    gradient: async (x: Float64Array, cotangent: Float64Array, info: Info) => {
      const weights = rowsOf(cotangent, info);
      return {
        x: rowsOf(x, info).flatMap((row, r) => {
          const y = softmaxRow(row);
          const mean = y.reduce((sum, value, i) => sum + value * weights[r]![i]!, 0);
          return Array.from(y, (value, i) => value * (weights[r]![i]! - mean));
        }),
      };
    },
  },
  'cosine-warmup': (t: number, { lrMax, warmupSteps, totalSteps }: Record<string, number>) =>
    t < warmupSteps!
      ? (lrMax! * t) / warmupSteps!
      : (lrMax! / 2) * (1 + Math.cos((Math.PI * (t - warmupSteps!)) / (totalSteps! - warmupSteps!))),
};
