import type { Between, MpfrField } from './field.ts';

/** Heaviside's step as a threshold unit has it: 1 from 0 on. Source: McCulloch & Pitts, 1943; Rosenblatt, 1958. */
export const step = (field: MpfrField, x: number): Between => field.number(x < 0 ? 0 : 1);

/** Level on either side. @throws RangeError at 0, where it jumps */
export function stepDerivative(field: MpfrField, x: number): Between {
  if (x === 0) throw new RangeError('the step has no derivative at 0: take a point on one side of it');
  return field.number(0);
}
