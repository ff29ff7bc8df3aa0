export const claims = 'adam-l2';
export const format = 'bfloat16';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const f = Math.fround;

function widen(bits: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(bits, (x) => x << 16).buffer);
}

function cut(values: Float32Array): Uint16Array {
  const words = new Uint32Array(values.slice().buffer);
  return Uint16Array.from(words, (x, i) =>
    Number.isNaN(values[i]!) ? 0x7fc0 : (x + 0x7fff + ((x >>> 16) & 1)) >>> 16,
  );
}

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Uint16Array(0);
  let v = new Uint16Array(0);
  let t = 0;
  return {
    step(theta: Uint16Array, gradient: Uint16Array) {
      t++;
      const p = widen(theta);
      const g = widen(gradient).map((x, i) => f(x + f(weightDecay * p[i]!)));
      const [oldM, oldV] = [widen(m), widen(v)];
      const newM = g.map((x, i) => beta1 * (oldM[i] ?? 0) + (1 - beta1) * x);
      const newV = g.map((x, i) => beta2 * (oldV[i] ?? 0) + (1 - beta2) * x * x);
      m = Uint16Array.from(cut(newM));
      v = Uint16Array.from(cut(newV));
      const d = newV.map((x) => Math.sqrt(x / (1 - beta2 ** t)) + epsilon);
      return cut(p.map((x, i) => x - (lr * newM[i]!) / (1 - beta1 ** t) / d[i]!));
    },
    state: () => ({ m, v }),
  };
}
