import type { Between, MpfrField } from './field.ts';

/** The constant that Hendrycks & Gimpel print in section 2 of arXiv:1606.08415. */
const CUBIC = '0.044715';

/** sqrt(2/pi) */
const slope = (field: MpfrField): Between => field.sqrt(field.div(field.number(2), field.pi()));

/** z = sqrt(2/pi) (x + c x^3), as x (1 + c x^2) sqrt(2/pi). */
function argument(field: MpfrField, x: number): Between {
  const value = field.number(x);
  const growth = field.add(field.number(1), field.mul(field.decimal(CUBIC), field.square(value)));
  return field.mul(field.mul(value, growth), slope(field));
}

/** (1 + tanh z) / 2 = 1 / (2 + (e^(-2z) - 1)) */
function gate(field: MpfrField, z: Between): Between {
  return field.div(field.number(1), field.add(field.number(2), field.expm1(field.scale(field.neg(z), 1))));
}

/** The tanh approximation of GELU, x (1 + tanh z) / 2. Source: arXiv:1606.08415, section 2. */
export function geluTanh(field: MpfrField, x: number): Between {
  return field.mul(field.number(x), gate(field, argument(field, x)));
}

/** Its derivative, (1 + tanh z)/2 + (x/2) sech^2(z) z', with z' = sqrt(2/pi) (1 + 3 c x^2). */
export function geluTanhDerivative(field: MpfrField, x: number): Between {
  const value = field.number(x);
  const z = argument(field, x);
  const threefold = field.mul(field.number(3), field.mul(field.decimal(CUBIC), field.square(value)));
  const inner = field.mul(slope(field), field.add(field.number(1), threefold));
  const bell = field.scale(field.square(field.sech(z)), -1);
  return field.add(gate(field, z), field.mul(field.mul(value, inner), bell));
}
