export const claims = ['momentum'];
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = { lr: number; momentum: number };

export function create(h: Hyper, { format }: { format: string }) {
  const pack = (x: ArrayLike<number>): Vector => (format === 'float32' ? Float32Array.from(x) : Float64Array.from(x));
  let velocity: Vector | undefined;
  let { lr, momentum } = h;
  return {
    step(theta: Vector, g: Vector) {
      const kept = velocity ? Array.from(velocity, (x) => momentum * x) : Array.from(g, () => 0);
      velocity = pack(kept.map((x, i) => x + g[i]!));
      const moved = Array.from(velocity, (x) => lr * x);
      return { theta: pack(moved.map((x, i) => theta[i]! - x)) };
    },
    state: () => ({ velocity: velocity ?? pack([]) }),
    load: (saved: { velocity: ArrayLike<number> }) => {
      velocity = pack(saved.velocity);
    },
    set: (changed: Partial<Hyper>) => {
      lr = changed.lr ?? lr;
      momentum = changed.momentum ?? momentum;
    },
  };
}
