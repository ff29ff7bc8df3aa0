import { KERNELS } from '../../reference/float64/calls.ts';
import type { Format } from '../../reference/formats/format.ts';
import { roundEnclosure, roundNumber } from '../../reference/formats/round.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import type { ElementaryFunction } from '../../spec/language/expression.ts';
import { rationalFromNumber } from '../../spec/language/rational.ts';

/**
 * Elementary functions as a subject with a perfect library computes them: the exact value rounded once to the format.
 *
 * - Formats below float64: the float64 kernels, which err by less than 2^-49 relative, then one rounding. The result is
 *   the correctly rounded one unless the exact value lies within 2^-49 of the middle between two floats, one value in
 *   2^(50 - p); there it is the other neighbour.
 * - float64: the bigint tier at 128 bits, which decides all but one value in 2^70; where it does not, the kernel's value.
 * - sqrt, abs, floor and sign are those of IEEE 754, one rounding of a float64 root being innocuous as in `emulate`.
 */
export type ElementaryEmulation = (x: number) => number;

const field = bigintField(128);

/** The exact functions and the root, in float64. */
const PLAIN: Partial<Record<ElementaryFunction, (x: number) => number>> = {
  abs: Math.abs,
  floor: Math.floor,
  sign: Math.sign,
  sqrt: Math.sqrt,
};

/** The function in float64, unrounded for a narrower format: NaN outside its domain, limits at infinities. */
export function plainFunction(fn: ElementaryFunction): (x: number) => number {
  const plain = PLAIN[fn];
  if (plain) return plain;
  const kernel = KERNELS.get(fn);
  if (!kernel) throw new RangeError(`no float64 kernel for ${fn}`);
  const start = fn === 'log' ? 0 : fn === 'log1p' ? -1 : Number.NEGATIVE_INFINITY;
  const periodic = fn === 'sin' || fn === 'cos';
  return (x) => {
    if (Number.isNaN(x) || x < start || (periodic && !Number.isFinite(x))) return Number.NaN;
    // The kernels treat both zeros alike; an odd function keeps the sign.
    if (x === 0 && (fn === 'tanh' || fn === 'erf' || fn === 'sinh' || fn === 'expm1' || fn === 'log1p')) return x;
    return kernel.at(x);
  };
}

/** What float64 kernels may err by, in ulp of float64: the largest of their bounds is 16 u (reference/float64). */
export const KERNEL_ULP = 8;

/**
 * The correctly rounded function of a format, with the exceptions said above.
 *
 * @param fast takes the kernels' values for float64 too, which may err by `KERNEL_ULP`
 */
export function roundedFunction(fn: ElementaryFunction, format: Format, fast: boolean): ElementaryEmulation {
  const plain = plainFunction(fn);
  if (format.precision < 53) return (x) => roundNumber(format, plain(x));
  if (fast || PLAIN[fn]) return plain;
  return (x) => {
    const near = plain(x);
    if (!Number.isFinite(x) || !Number.isFinite(near) || near === 0 || x === 0) return near;
    const bounds = field.bounds(field[fn](field.fromRational(rationalFromNumber(x))));
    return (bounds && roundEnclosure(format, bounds)) ?? near;
  };
}
