export const claims = 'adam';
export const format = 'float16';

type Hyper = Record<'lr' | 'beta1' | 'beta2' | 'epsilon', number>;

function fromHalf(bits: number): number {
  const sign = bits >> 15 ? -1 : 1;
  const exponent = (bits & 0x7fff) >> 10;
  const fraction = (bits & 0x3ff) / 1024;
  if (exponent === 31) return fraction === 0 ? sign / 0 : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -14 : sign * (1 + fraction) * 2 ** (exponent - 15);
}

function toHalf(x: number): number {
  const sign = Object.is(Math.sign(x), -0) || x < 0 ? 0x8000 : 0;
  const a = Math.abs(x);
  if (!(a < 65520)) return Number.isNaN(x) ? 0x7e00 : sign + 0x7c00;
  let exponent = -14;
  while (exponent < 15 && a >= 2 ** (exponent + 1)) exponent++;
  // Adding and subtracting 2^52 rounds to an integer, ties to even.
  const units = a / 2 ** (exponent - 10) + 2 ** 52 - 2 ** 52;
  return sign + (exponent + 14) * 1024 + units;
}

export function create({ lr, beta1, beta2, epsilon }: Hyper) {
  let m = new Uint16Array(0);
  let v = new Uint16Array(0);
  let t = 0;
  return {
    step(theta: Uint16Array, g: Uint16Array) {
      t++;
      const before = { m, v };
      m = g.map((x, i) => toHalf(beta1 * fromHalf(before.m[i] ?? 0) + (1 - beta1) * fromHalf(x)));
      v = g.map((x, i) => toHalf(beta2 * fromHalf(before.v[i] ?? 0) + (1 - beta2) * fromHalf(x) ** 2));
      return theta.map((p, i) => {
        const mHat = fromHalf(m[i]!) / (1 - beta1 ** t);
        const vHat = fromHalf(v[i]!) / (1 - beta2 ** t);
        return toHalf(fromHalf(p) - (lr * mHat) / (Math.sqrt(vHat) + epsilon));
      });
    },
    state: () => ({ m: m.slice(), v: v.slice() }),
  };
}
