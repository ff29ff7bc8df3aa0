interface Hyper {
  lr: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  weightDecay: number;
}

type State = Record<'m' | 'v', Float64Array>;

/** AdamW as Loshchilov and Hutter write it (2019, algorithm 2), in float64, its state open. */
export function adamw(initial: Hyper) {
  let hyper = initial;
  let t = 0;
  let state: State | undefined;
  return {
    step(theta: Float64Array, g: Float64Array) {
      const { lr, beta1, beta2, epsilon, weightDecay } = hyper;
      t++;
      state ??= { m: new Float64Array(g.length), v: new Float64Array(g.length) };
      const { m, v } = state;
      return theta.map((value, i) => {
        m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
        v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! * g[i]!;
        const mHat = m[i]! / (1 - beta1 ** t);
        const vHat = v[i]! / (1 - beta2 ** t);
        return value - lr * (mHat / (Math.sqrt(vHat) + epsilon) + weightDecay * value);
      });
    },
    state: () => state,
    load(saved: State) {
      state = { m: Float64Array.from(saved.m), v: Float64Array.from(saved.v) };
    },
    set(changed: Partial<Hyper>) {
      hyper = { ...hyper, ...changed };
    },
  };
}
