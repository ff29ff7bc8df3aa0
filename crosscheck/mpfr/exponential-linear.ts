import type { Between, MpfrField } from './field.ts';

/** e^z - 1 = tanh(z/2) (e^z + 1): both factors keep their sign and nothing cancels. */
function growth(field: MpfrField, z: Between): Between {
  return field.mul(field.tanh(field.scale(z, -1)), field.add(field.exp(z), field.number(1)));
}

/** alpha (e^x - 1) left of zero, x right of it. Source: Clevert, Unterthiner & Hochreiter, ICLR 2016, eq. 16. */
export function elu(field: MpfrField, x: number, alpha: number): Between {
  const value = field.number(x);
  return x > 0 ? value : field.mul(field.number(alpha), growth(field, value));
}

/** 1 or alpha / e^-x. @throws RangeError at 0, where the sides agree for alpha = 1 only */
export function eluDerivative(field: MpfrField, x: number, alpha: number): Between {
  if (x === 0) throw new RangeError('ELU has two slopes at 0: take a point on one side of it');
  return x > 0 ? field.number(1) : field.div(field.number(alpha), field.exp(field.number(-x)));
}

/** x / alpha */
const stretched = (field: MpfrField, x: number, alpha: number): Between =>
  field.div(field.number(x), field.number(alpha));

/** max(0, x) + min(0, alpha (e^(x/alpha) - 1)). Source: Barron, arXiv:1704.07483, eq. 2. */
export function celu(field: MpfrField, x: number, alpha: number): Between {
  return x > 0 ? field.number(x) : field.mul(field.number(alpha), growth(field, stretched(field, x, alpha)));
}

/** Its derivative, the smaller of 1 and e^(x/alpha), continuous at 0. */
export function celuDerivative(field: MpfrField, x: number, alpha: number): Between {
  if (x >= 0) return field.number(1);
  return field.div(field.number(1), field.exp(field.neg(stretched(field, x, alpha))));
}

/** The fixed point of mean 0 and variance 1, by Klambauer et al., "Self-Normalizing Neural Networks", NIPS 2017, eq. 14. */
const ALPHA = '1.6732632423543772848170429916717';
const SCALE = '1.0507009873554804934193349852946';

/** scale x right of zero, scale alpha (e^x - 1) left of it. Source: Klambauer et al., eq. 2. */
export function selu(field: MpfrField, x: number): Between {
  const scale = field.decimal(SCALE);
  const value = field.number(x);
  if (x > 0) return field.mul(scale, value);
  return field.mul(field.mul(scale, field.decimal(ALPHA)), growth(field, value));
}

/** Its derivative. @throws RangeError at 0, where the slopes are scale and scale alpha */
export function seluDerivative(field: MpfrField, x: number): Between {
  if (x === 0) throw new RangeError('SELU has two slopes at 0: take a point on one side of it');
  const scale = field.decimal(SCALE);
  return x > 0 ? scale : field.div(field.mul(scale, field.decimal(ALPHA)), field.exp(field.number(-x)));
}
