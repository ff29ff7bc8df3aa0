export const claims = 'gradient/accumulation';
export const format = 'float64';

export function create({ steps }: { steps: number }) {
  let sum = new Float64Array(0);
  let t = 0;
  return {
    step(g: Float64Array) {
      if (sum.length === 0) sum = new Float64Array(g.length);
      sum = sum.map((s, i) => s + g[i]!);
      if (++t % steps !== 0) return new Float64Array(g.length);
      const y = sum;
      sum = new Float64Array(g.length);
      return y;
    },
    state: () => ({ sum: sum.slice() }),
  };
}
