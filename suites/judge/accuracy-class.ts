import type { AccuracyClass } from '../../reports/record.ts';

/**
 * The accuracy classes in the order in which they are tried, so that a class is a small integer in hot loops.
 * A value's class is the first that it is in; see docs/judging.md.
 */
export const ACCURACY_CLASSES: readonly AccuracyClass[] = [
  'rounded',
  'relative',
  'mixed',
  'absolute',
  'uninformative',
  'overflow',
  'nan',
  'fail',
];

export const ROUNDED = 0;
export const RELATIVE = 1;
export const MIXED = 2;
export const ABSOLUTE = 3;
export const UNINFORMATIVE = 4;
export const OVERFLOW = 5;
export const NAN = 6;
export const FAIL = 7;

/** Not a class: the float64 tier cannot tell, ask a slower one. */
export const UNDECIDED = 255;

export const classNamed = (code: number): AccuracyClass => ACCURACY_CLASSES[code] ?? 'fail';

/** `mixed` or better: what a sound implementation reaches everywhere. */
export const conforms = (code: number): boolean => code <= MIXED;

/** Wrong whatever the profile. */
export const isFailure = (code: number): boolean => code >= OVERFLOW && code <= FAIL;

/** The widest that the class `mixed` may be and still prove something, as a share of the exact value or of the scale. */
export const INFORMATIVE_WIDTH = 1 / 8;
