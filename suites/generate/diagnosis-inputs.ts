import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber, roundRational } from '../../reference/formats/round.ts';
import type { Page } from '../../spec/language/page.ts';
import { isInDomain } from './settings.ts';

/** Far out, where exponentials have died away: no integers, since formulas bend at integers. */
const FAR: readonly number[] = [10.625, 11.375, 14.125, 16.875, 17.625, 19.875, 20.125, 23.625, 30.125, 40.625, 60.125];

/** Powers of two down to which small inputs go: below, most activations are linear in every digit of float32. */
const SMALLEST = -12;

/**
 * Inputs on which a formula is told from another: spread over the range in which activations do everything, and small
 * enough that no sound way of computing them overflows. They are no integers, halves or tenths: a function that was
 * mistaken may bend at such a number, and at a bend any slope is right. For values, where a bend does no
 * harm, landmarks and integers join them.
 */
export function diagnosisInputs(page: Page, formatName: FormatName, of: 'value' | 'derivative'): Float64Array {
  const format = FORMATS[formatName];
  const ordinary: number[] = [];
  for (let k = 0; k < 40; k++) ordinary.push((2 * k + 1) / 8);
  for (let e = -1; e >= SMALLEST; e--) ordinary.push(1.375 * 2 ** e);
  const sizes = [...ordinary, ...FAR];
  const chosen = sizes.flatMap((x) => [x, -x]).map((x) => roundNumber(format, x));
  if (of === 'value') {
    chosen.push(0, ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((x) => [x, -x]));
    const landmarks = [...page.landmarks, ...page.kinks].map((q) => roundRational(format, q));
    chosen.push(...landmarks.filter((x) => Math.abs(x) <= 64));
  }
  const domain = page.symbols.get(page.call[0] ?? '')?.domain;
  return Float64Array.from(new Set(chosen)).filter((x) => !domain || isInDomain(x, domain));
}
