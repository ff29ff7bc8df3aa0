import type { Domain } from './page.ts';
import { compareRational, type Rational, rationalFromDecimal } from './rational.ts';

export const REAL_LINE: Domain = { lowerOpen: true, upperOpen: true, integer: false };

const INTERVAL = /^(integer\s+)?([[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])$/;

function end(text: string, infinity: readonly string[]): Rational | undefined {
  return infinity.includes(text) ? undefined : rationalFromDecimal(text);
}

/**
 * Reads `(-inf, inf)`, `[0, 1)` or `integer [1, inf)`.
 *
 * @throws SyntaxError when the text is no interval, @throws RangeError when it is empty
 */
export function parseDomain(text: string): Domain {
  const match = INTERVAL.exec(text.trim());
  if (!match) throw new SyntaxError(`"${text}" is not a domain; write for example "[0, 1)" or "integer [1, inf)"`);
  const lower = end(match[3] ?? '', ['-inf']);
  const upper = end(match[4] ?? '', ['inf', '+inf']);
  if (lower && upper && compareRational(lower, upper) > 0) throw new RangeError(`the domain "${text}" is empty`);
  return {
    ...(lower && { lower }),
    ...(upper && { upper }),
    lowerOpen: match[2] === '(',
    upperOpen: match[5] === ')',
    integer: match[1] !== undefined,
  };
}
