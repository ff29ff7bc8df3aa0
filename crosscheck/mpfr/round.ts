import type { FormatName } from '../../reference/formats/format.ts';
import type { Between, MpfrBinding } from './field.ts';

/** Significant bits (hidden one counted) and the exponents of the smallest and largest normal binades. */
const LAYOUT: Readonly<Record<FormatName, { precision: number; emin: number; emax: number }>> = {
  // IEEE 754-2019, table 3.5; bfloat16 as float32 with 8 significant bits.
  float16: { precision: 11, emin: -14, emax: 15 },
  bfloat16: { precision: 8, emin: -126, emax: 127 },
  float32: { precision: 24, emin: -126, emax: 127 },
  float64: { precision: 53, emin: -1022, emax: 1023 },
};

/** Exponent fields that mark a zero, a NaN and an infinity on a machine with 32-bit exponents (MPFR's mpfr-impl.h). */
const EXPONENT_ZERO = -0x7fffffff;
const EXPONENT_NAN = -0x7ffffffe;
const EXPONENT_INFINITY = -0x7ffffffd;

/** Offsets in an `mpfr_t` of 32-bit WebAssembly: precision, sign, exponent, pointer to the limbs. */
const SIGN = 4;
const EXPONENT = 8;
const LIMBS = 12;

/**
 * The MPFR number at `pointer` rounded once, to nearest with ties to even, into `format`, with gradual underflow and
 * overflow to infinity. NaN for NaN.
 *
 * The significand is read from MPFR's limbs: with value = 0.b1 b2 b3... * 2^e the format keeps
 * k = min(p, e - emin + p - 1) bits, fewer than p where the result is subnormal.
 */
export function roundMpfr(binding: MpfrBinding, pointer: number, format: FormatName): number {
  const memory = binding.memView;
  const exponent = memory.getInt32(pointer + EXPONENT, true);
  const sign = memory.getInt32(pointer + SIGN, true);
  if (exponent === EXPONENT_NAN) return Number.NaN;
  if (exponent === EXPONENT_ZERO) return sign < 0 ? -0 : 0;
  if (exponent === EXPONENT_INFINITY) return sign * Number.POSITIVE_INFINITY;
  const { precision, emin, emax } = LAYOUT[format];
  const kept = Math.min(precision, exponent - emin + precision - 1);
  // Below half of the smallest subnormal; at k = 0 the value is in [1/2, 1) of it and rounds by its own bits.
  if (kept < 0) return sign < 0 ? -0 : 0;
  if (exponent > emax + 1) return sign * Number.POSITIVE_INFINITY;

  const limbs = memory.getUint32(pointer + LIMBS, true);
  // This build of GMP has 64-bit limbs, least significant first; they are read as halves of 32 bits.
  const count = 2 * Math.ceil(memory.getInt32(pointer, true) / 64);
  /** The i-th half limb from the most significant one; beyond the last there are zeros. */
  const limb = (i: number): number => (i < count ? memory.getUint32(limbs + 4 * (count - 1 - i), true) : 0);
  const first = Math.floor(kept / 32);
  const offset = kept % 32;
  let head = 0;
  for (let i = 0; i < first; i++) head = head * 2 ** 32 + limb(i);
  const split = limb(first);
  head = head * 2 ** offset + Math.floor(split / 2 ** (32 - offset));
  const rest = split % 2 ** (32 - offset);
  const half = 2 ** (31 - offset);
  let roundUp = rest > half;
  if (rest === half) {
    let sticky = false;
    for (let i = first + 1; i < count && !sticky; i++) sticky = limb(i) !== 0;
    roundUp = sticky || head % 2 === 1;
  }
  // head < 2^53 and 2^(e - k) is a power of two that float64 holds, so the product is exact, or overflows as it should.
  const magnitude = (head + (roundUp ? 1 : 0)) * 2 ** (exponent - kept);
  const largest = (2 - 2 ** (1 - precision)) * 2 ** emax;
  return sign * (magnitude > largest ? Number.POSITIVE_INFINITY : magnitude);
}

/**
 * The rounding of every real number in `between`, if they all have the same one; else undefined. The sign of a zero
 * is dropped: an enclosure that underflows cannot always tell it.
 */
export function roundBetween(binding: MpfrBinding, between: Between, format: FormatName): number | undefined {
  const low = roundMpfr(binding, between.lower, format);
  const high = roundMpfr(binding, between.upper, format);
  return low === high ? low + 0 : undefined;
}
