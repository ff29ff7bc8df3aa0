import type { Between, MpfrField } from './field.ts';

/** x / (1 + |x|), one division. Source: Turian, Bergstra & Bengio, NAACL 2009, section 2. */
export function softsign(field: MpfrField, x: number): Between {
  return field.div(field.number(x), field.add(field.number(1), field.number(Math.abs(x))));
}

/** Its derivative, 1 / (1 + 2|x| + x^2). */
export function softsignDerivative(field: MpfrField, x: number): Between {
  const size = field.number(Math.abs(x));
  const square = field.add(field.add(field.number(1), field.scale(size, 1)), field.square(size));
  return field.div(field.number(1), square);
}
