export const claims = 'adagrad';
export const format = 'float64';

type Hyper = { lr: number; epsilon: number };

export function create(options: Hyper) {
  const h = { ...options };
  let accumulator = new Float64Array(0);
  return {
    step(theta: Float64Array, g: Float64Array) {
      if (accumulator.length === 0) accumulator = new Float64Array(g.length);
      return theta.map((p, i) => {
        accumulator[i]! += g[i]! * g[i]!;
        return p - (h.lr * g[i]!) / (Math.sqrt(accumulator[i]!) + h.epsilon);
      });
    },
    state: () => ({ accumulator: accumulator.slice() }),
    load: (saved: { accumulator: ArrayLike<number> }) => {
      accumulator = Float64Array.from(saved.accumulator);
    },
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
