export const claims = 'batchnorm';
export const format = ['float64', 'float32'];

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };
type Vector = Float32Array | Float64Array;
type Part = { count: number; mean: number; squares: number };

/** Two passes over the positions of one sample. */
function summarise(values: Vector): Part {
  const count = values.length;
  let mean = 0;
  for (const value of values) mean += value;
  mean /= count;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { count, mean, squares };
}

/** Chan, Golub and LeVeque, "Algorithms for computing the sample variance", American Statistician 37 (1983), (2.1). */
function merge(a: Part, b: Part): Part {
  const count = a.count + b.count;
  const delta = b.mean - a.mean;
  const mean = a.mean + (delta * b.count) / count;
  return { count, mean, squares: a.squares + b.squares + (delta * delta * a.count * b.count) / count };
}

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let running: { mean: number; variance: number }[] = [];
  return {
    step(x: Vector, gamma: Vector, beta: Vector, { shapes }: Info) {
      const [N, C, S] = shapes[0] as [number, number, number];
      if (running.length === 0) running = Array.from({ length: C }, () => ({ mean: 0, variance: 1 }));
      const y = x.slice();
      running.forEach((slot, c) => {
        const start = (n: number) => (n * C + c) * S;
        let { mean, variance } = slot;
        if (training) {
          const parts = Array.from({ length: N }, (_, n) => summarise(x.subarray(start(n), start(n) + S)));
          const total = parts.reduce(merge);
          mean = total.mean;
          variance = total.squares / total.count;
          slot.mean = slot.mean * (1 - momentum) + mean * momentum;
          slot.variance = slot.variance * (1 - momentum) + (total.squares / (total.count - 1)) * momentum;
        }
        const reciprocal = 1 / Math.sqrt(variance + epsilon);
        for (let n = 0; n < N; n++) {
          for (let i = start(n); i < start(n) + S; i++) y[i] = gamma[c]! * ((x[i]! - mean) * reciprocal) + beta[c]!;
        }
      });
      return y;
    },
    state: () => ({ runningMean: running.map((r) => r.mean), runningVariance: running.map((r) => r.variance) }),
    mode: (name: string) => void (training = name === 'training'),
  };
}
