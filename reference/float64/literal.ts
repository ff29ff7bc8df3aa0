import {
  compareRational,
  type Rational,
  rationalFromDecimal,
  rationalFromNumber,
} from '../../spec/language/rational.ts';
import { FORMATS } from '../formats/format.ts';
import { roundRational } from '../formats/round.ts';
import { above, below } from './outward.ts';

type Ends = readonly [lower: number, upper: number];

/** Literals of a compiled expression are the same objects at every run. */
const enclosed = new WeakMap<Rational, Ends>();

/** Enclosure of a rational number: one point where float64 has it, else at most four floats wide. */
export function encloseRational(q: Rational): Ends {
  let ends = enclosed.get(q);
  if (ends === undefined) {
    const nearest = roundRational(FORMATS.float64, q);
    const exact = Number.isFinite(nearest) && compareRational(rationalFromNumber(nearest), q) === 0;
    ends = exact ? [nearest, nearest] : [below(nearest), above(nearest)];
    enclosed.set(q, ends);
  }
  return ends;
}

/** Decimal expansions, truncated (OEIS A000796, A001113). */
const DIGITS = {
  pi: rationalFromDecimal('3.14159265358979323846264338327950288419716939937510'),
  e: rationalFromDecimal('2.71828182845904523536028747135266249775724709369995'),
};

/** Enclosure of pi or e: float64 neighbours of a truncation at 50 digits enclose the number too. */
export const encloseConstant = (name: 'pi' | 'e'): Ends => encloseRational(DIGITS[name]);

/** A rational within 1e-49 of the constant: to every format as inexact as the constant itself. */
export const nearConstant = (name: 'pi' | 'e'): Rational => DIGITS[name];
