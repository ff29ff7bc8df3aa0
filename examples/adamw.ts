// AdamW, decoupled weight decay (I. Loshchilov and F. Hutter, ICLR 2019, algorithm 2), in double precision.
// Run it from the root of the project:
//   npx assay run ./examples/adamw.ts

export const claims = 'adamw';
export const format = 'float64';

interface Hyperparameters {
  lr: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

interface State {
  m: ArrayLike<number>;
  v: ArrayLike<number>;
  t: number;
}

/** One optimizer for one parameter array. `step` returns the new parameters and leaves the caller's arrays alone. */
export function create(initial: Hyperparameters) {
  const hyper = { ...initial };
  let m = new Float64Array(0);
  let v = new Float64Array(0);
  let t = 0;

  return {
    step(theta: Float64Array, g: Float64Array): Float64Array {
      const { lr, beta1, beta2, epsilon, weightDecay } = hyper;
      if (m.length === 0) {
        m = new Float64Array(theta.length);
        v = new Float64Array(theta.length);
      }
      t += 1;

      return theta.map((weight, i) => {
        // Moving averages of the gradient and of its square.
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;

        // Both start at zero, so both are too small at first.
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);

        const update = mHat / (Math.sqrt(vHat) + epsilon);
        return weight - lr * update - lr * weightDecay * weight;
      });
    },

    // Everything below is optional. With it Assay can say which equation breaks, and test restarts and changes of lr.
    state: () => ({ m: m.slice(), v: v.slice(), t }),
    load(state: State) {
      m = Float64Array.from(state.m);
      v = Float64Array.from(state.v);
      t = state.t;
    },
    set(changed: Partial<Hyperparameters>) {
      Object.assign(hyper, changed);
    },
  };
}
