import type { Between, MpfrField } from './field.ts';

/** The positive part of x as (x + |x|) / 2. Source: Nair & Hinton, ICML 2010, section 2. */
export function relu(field: MpfrField, x: number): Between {
  const value = field.number(x);
  return field.scale(field.add(value, field.abs(value)), -1);
}

/** The slope of the side on which x lies. @throws RangeError at the kink, where there is none */
export function reluDerivative(field: MpfrField, x: number): Between {
  if (x === 0) throw new RangeError('relu has no derivative at 0: take a point on one side of it');
  return field.number(x > 0 ? 1 : 0);
}
