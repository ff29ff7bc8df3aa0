import type { Between, MpfrField } from './field.ts';
import { logistic, logisticSlope } from './sigmoid.ts';

/** d/dx of x sigma(b x) with z = b x: sigma(z) + z sigma'(z). */
const slopeAt = (field: MpfrField, z: Between): Between =>
  field.add(logistic(field, z), field.mul(z, logisticSlope(field, z)));

/** x sigma(x). Source: Elfwing, Uchibe & Doya, "Sigmoid-weighted linear units", 2018, eq. 9. */
export function silu(field: MpfrField, x: number): Between {
  const value = field.number(x);
  return field.mul(value, logistic(field, value));
}

/** Its derivative, sigma(x) + x sigma'(x). */
export const siluDerivative = (field: MpfrField, x: number): Between => slopeAt(field, field.number(x));

const scaled = (field: MpfrField, x: number, beta: number): Between => field.mul(field.number(beta), field.number(x));

/** x sigma(beta x). Source: Ramachandran, Zoph & Le, "Searching for activation functions", arXiv:1710.05941, section 4. */
export function swish(field: MpfrField, x: number, beta: number): Between {
  return field.mul(field.number(x), logistic(field, scaled(field, x, beta)));
}

/** Its derivative by x. */
export const swishDerivative = (field: MpfrField, x: number, beta: number): Between =>
  slopeAt(field, scaled(field, x, beta));

const fixed = (field: MpfrField, x: number): Between => field.mul(field.decimal('1.702'), field.number(x));

/** x sigma(1.702 x). Source: Hendrycks & Gimpel, arXiv:1606.08415, section 2. */
export const quickGelu = (field: MpfrField, x: number): Between =>
  field.mul(field.number(x), logistic(field, fixed(field, x)));

/** Its derivative. */
export const quickGeluDerivative = (field: MpfrField, x: number): Between => slopeAt(field, fixed(field, x));
