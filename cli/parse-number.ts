import { fromHex } from '../reference/formats/bits.ts';
import type { Format } from '../reference/formats/format.ts';
import { roundRational } from '../reference/formats/round.ts';
import { type Rational, rationalFromDecimal, rationalFromNumber } from '../spec/language/rational.ts';
import { CommandError } from './command-error.ts';

/** No format reaches beyond 1e309; the limit keeps `1e999999999` from filling the memory with digits. */
const LARGEST_EXPONENT = 5_000;

const SPECIAL: Readonly<Record<string, number>> = {
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
  '+infinity': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
  '-infinity': Number.NEGATIVE_INFINITY,
  nan: Number.NaN,
};

function decimal(text: string): Rational {
  const exponent = /[eE]([+-]?\d+)$/.exec(text.trim())?.[1];
  if (exponent !== undefined && Math.abs(Number(exponent)) > LARGEST_EXPONENT) {
    throw new CommandError(`\`${text}\` has an exponent beyond ${LARGEST_EXPONENT}, far outside every format`);
  }
  try {
    return rationalFromDecimal(text);
  } catch {
    throw new CommandError(
      `\`${text}\` is not a number; write a decimal such as -12.5e-3, bits such as 0x3f800000, inf, -inf or nan`,
    );
  }
}

function bits(format: Format, text: string): number {
  try {
    return fromHex(format, text);
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

/** The value of the format that `text` names: bits exactly, a decimal rounded once to nearest, ties to even. */
export function parseNumber(format: Format, text: string): number {
  const word = text.trim().toLowerCase();
  if (Object.hasOwn(SPECIAL, word)) return SPECIAL[word]!;
  if (word.startsWith('0x')) return bits(format, text.trim());
  const exact = decimal(text);
  // A rational has no signed zero; the text may.
  if (exact.num === 0n) return word.startsWith('-') ? -0 : 0;
  return roundRational(format, exact);
}

/** The exact real number that `text` names, not rounded: how hyper-parameters and steps are given. */
export function parseExact(format: Format, text: string): Rational {
  const word = text.trim().toLowerCase();
  if (!word.startsWith('0x')) return decimal(text);
  const value = bits(format, text.trim());
  if (!Number.isFinite(value)) throw new CommandError(`\`${text}\` is ${value}; a finite number is needed here`);
  return rationalFromNumber(value);
}
