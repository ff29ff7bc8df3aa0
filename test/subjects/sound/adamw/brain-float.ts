export const claims = 'adamw';
export const format = 'bfloat16';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const single = new Float32Array(1);
const word = new Uint32Array(single.buffer);

function wide(bits: number): number {
  word[0] = bits << 16;
  return single[0]!;
}

function narrow(x: number): number {
  single[0] = x;
  const bits = word[0]!;
  if (Number.isNaN(x)) return 0x7fc0;
  return (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16;
}

export function create(h: Hyper) {
  let m = new Uint16Array(0);
  let v = new Uint16Array(0);
  let t = 0;
  return {
    step(theta: Uint16Array, g: Uint16Array) {
      if (m.length === 0) [m, v] = [new Uint16Array(g.length), new Uint16Array(g.length)];
      t++;
      const next = new Uint16Array(theta.length);
      for (let i = 0; i < next.length; i++) {
        const gi = wide(g[i]!);
        const mean = h.beta1 * wide(m[i]!) + (1 - h.beta1) * gi;
        const square = h.beta2 * wide(v[i]!) + (1 - h.beta2) * gi * gi;
        m[i] = narrow(mean);
        v[i] = narrow(square);
        // The step is made of the moments as they were before they were cut.
        const d = Math.sqrt(square / (1 - h.beta2 ** t)) + h.epsilon;
        const p = wide(theta[i]!);
        next[i] = narrow(p * (1 - h.lr * h.weightDecay) - h.lr * (mean / (1 - h.beta1 ** t) / d));
      }
      return next;
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
