export const claims = 'optimizer/momentum';
export const format = 'float64';

interface Hyper {
  lr: number;
  momentum: number;
}

/** Keyed by the number of weights, which two groups of one size share. */
const velocities = new Map<number, Float64Array>();

export function create(hyper: Hyper) {
  let h = { ...hyper };
  let size = 0;
  let started = false;
  return {
    step(theta: Float64Array, g: Float64Array) {
      size = theta.length;
      if (!started) velocities.set(size, new Float64Array(size));
      started = true;
      const velocity = velocities.get(size)!.map((v, i) => h.momentum * v + g[i]!);
      velocities.set(size, velocity);
      return theta.map((w, i) => w - h.lr * velocity[i]!);
    },
    state: () => ({ velocity: (velocities.get(size) ?? new Float64Array(0)).slice() }),
    load(state: { velocity: Float64Array }) {
      size = state.velocity.length;
      velocities.set(size, Float64Array.from(state.velocity));
      started = true;
    },
    set(changed: Partial<Hyper>) {
      h = { ...h, ...changed };
    },
  };
}
