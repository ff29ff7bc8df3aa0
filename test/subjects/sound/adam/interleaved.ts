export const claims = 'adam';
export const format = ['float32', 'float64'];

type Vector = Float32Array | Float64Array;
type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

export function create(options: Hyper, { format }: { format: string }) {
  const h = { ...options };
  const make = (n: number): Vector => (format === 'float32' ? new Float32Array(n) : new Float64Array(n));
  let moments = make(0);
  const powers = [1, 1];
  const part = (offset: number) => Array.from({ length: moments.length / 2 }, (_, i) => moments[2 * i + offset]!);
  return {
    step(theta: Vector, g: Vector) {
      if (moments.length === 0) moments = make(2 * g.length);
      powers[0]! *= h.beta1;
      powers[1]! *= h.beta2;
      const next = make(theta.length);
      for (let i = 0, k = 0; i < next.length; i++, k += 2) {
        moments[k] = g[i]! + h.beta1 * (moments[k]! - g[i]!);
        moments[k + 1] = g[i]! ** 2 + h.beta2 * (moments[k + 1]! - g[i]! ** 2);
        const d = Math.sqrt(moments[k + 1]! / (1 - powers[1]!)) + h.epsilon;
        next[i] = theta[i]! - ((h.lr / (1 - powers[0]!)) * moments[k]!) / d;
      }
      return next;
    },
    state: () => ({ m: part(0), v: part(1) }),
    set: (changed: Partial<Hyper>) => void Object.assign(h, changed),
  };
}
