/** The binary floating-point formats that subjects compute in. */
export type FormatName = 'float16' | 'bfloat16' | 'float32' | 'float64';

/**
 * A binary floating-point format. Every value of every format here is a float64, so values travel as numbers.
 *
 * Source: IEEE 754-2019, table 3.5 (binary16, binary32, binary64); bfloat16 has the exponents of binary32 and 8
 * significant bits (Intel, "BFLOAT16 - Hardware Numerics Definition", 2018, section 1).
 */
export interface Format {
  readonly name: FormatName;
  /** Significant bits, the hidden one counted. */
  readonly precision: number;
  /** Exponent of the smallest normal value, 2^emin. */
  readonly emin: number;
  /** Exponent of the largest finite values. */
  readonly emax: number;
  /** Bits of storage. */
  readonly bits: 16 | 32 | 64;
}

export const FORMATS: Readonly<Record<FormatName, Format>> = Object.freeze({
  float16: { name: 'float16', precision: 11, emin: -14, emax: 15, bits: 16 },
  bfloat16: { name: 'bfloat16', precision: 8, emin: -126, emax: 127, bits: 16 },
  float32: { name: 'float32', precision: 24, emin: -126, emax: 127, bits: 32 },
  float64: { name: 'float64', precision: 53, emin: -1022, emax: 1023, bits: 64 },
});
