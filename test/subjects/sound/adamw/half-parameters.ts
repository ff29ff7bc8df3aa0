export const claims = 'adamw';
export const format = 'float16';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>;

const numberOf = (bits: number): number => {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size = exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25);
  const finite = exponent === 31 ? (fraction ? Number.NaN : Number.POSITIVE_INFINITY) : size;
  return bits & 0x8000 ? -finite : finite;
};

function bitsOf(x: number): number {
  if (Number.isNaN(x)) return 0x7e00;
  const sign = x < 0 || Object.is(x, -0) ? 0x8000 : 0;
  const size = Math.abs(x);
  if (size >= 65520) return sign | 0x7c00;
  const exponent = size === 0 ? -14 : Math.max(-14, Math.floor(Math.log2(size)));
  const scaled = size * 2 ** (10 - exponent);
  const low = Math.floor(scaled);
  const up = scaled - low > 0.5 || (scaled - low === 0.5 && low % 2 === 1);
  return sign | (((exponent + 14) << 10) + low + (up ? 1 : 0));
}

export function create({ lr, beta1, beta2, epsilon, weightDecay }: Hyper) {
  let m = new Float32Array(0);
  let v = new Float32Array(0);
  let t = 0;
  return {
    step(theta: Uint16Array, gradient: Uint16Array) {
      const g = Array.from(gradient, numberOf);
      t++;
      m = Float32Array.from(g, (x, i) => beta1 * (m[i] ?? 0) + (1 - beta1) * x);
      v = Float32Array.from(g, (x, i) => beta2 * (v[i] ?? 0) + (1 - beta2) * x * x);
      return theta.map((bits, i) => {
        const p = numberOf(bits);
        const update = m[i]! / (1 - beta1 ** t) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + epsilon);
        return bitsOf(p - lr * (update + weightDecay * p));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
    load(saved: { m: Float32Array; v: Float32Array }) {
      m = saved.m.slice();
      v = saved.v.slice();
    },
  };
}
