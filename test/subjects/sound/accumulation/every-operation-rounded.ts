export const claims = 'accumulation';
export const format = 'float32';

const f = Math.fround;

export function create({ steps }: { steps: number }) {
  let sum = new Float32Array(0);
  let taken = 0;
  return {
    step(g: Float32Array) {
      if (sum.length === 0) sum = new Float32Array(g.length);
      const total = sum.map((x, i) => f(x + g[i]!));
      taken++;
      const full = taken === steps;
      sum = full ? new Float32Array(g.length) : total;
      if (full) taken = 0;
      return full ? total.map((x) => f(x / steps)) : new Float32Array(g.length);
    },
    state: () => ({ sum: sum.slice() }),
  };
}
