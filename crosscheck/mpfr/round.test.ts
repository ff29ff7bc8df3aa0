import { describe, expect, it } from 'vitest';
import { loadMpfr, MpfrField } from './field.ts';
import { roundBetween, roundMpfr } from './round.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 256);
const NEAREST = 0;

/** The value of the float16 or bfloat16 bits of a non-negative finite number, from the definition of the format. */
function decode(bits: number, fractionBits: number, bias: number): number {
  const biased = bits >> fractionBits;
  const fraction = bits & ((1 << fractionBits) - 1);
  return biased === 0
    ? fraction * 2 ** (1 - bias - fractionBits)
    : (2 ** fractionBits + fraction) * 2 ** (biased - bias - fractionBits);
}

describe('rounding an MPFR number once', () => {
  it('agrees with the rounding of MPFR to float64 at every exponent, subnormals and overflow included', () => {
    const a = binding.mpfr_t();
    binding.mpfr_init2(a, 160);
    const wrong: string[] = [];
    const compare = (): void => {
      if (!Object.is(roundMpfr(binding, a, 'float64'), binding.mpfr_get_d(a, NEAREST)))
        wrong.push(binding.mpfr_to_string(a, 16, NEAREST));
    };
    for (let exponent = -1080; exponent <= 1026; exponent++) {
      for (const digits of ['1', '1.8', '1.00000000000008', '1.000000000000080000000001', 'f.ffffffffffffe7', 'a.b']) {
        binding.mpfr_set_string(a, digits, 16, NEAREST);
        binding.mpfr_mul_2si(a, a, exponent, NEAREST);
        compare();
        binding.mpfr_neg(a, a, NEAREST);
        compare();
      }
    }
    expect(wrong).toEqual([]);
  });

  it('reads the limbs as MPFR prints them, at precisions that fill a limb and that do not', () => {
    for (const bits of [32, 53, 64, 96, 128, 160, 192]) {
      const third = new MpfrField(binding, bits).ratio(1, 3).lower;
      expect(roundMpfr(binding, third, 'float64')).toBe(binding.mpfr_get_d(third, NEAREST));
    }
  });

  it('agrees with Math.fround wherever the number is a float64', () => {
    for (let exponent = -152; exponent <= 130; exponent++) {
      for (const significand of [1, 1.5, 1 + 2 ** -24, 1 + 3 * 2 ** -24, 1 + 2 ** -23, 2 - 2 ** -25, 2 - 2 ** -52]) {
        const x = significand * 2 ** exponent;
        field.release();
        expect(roundBetween(binding, field.number(x), 'float32')).toBe(Math.fround(x));
        expect(roundBetween(binding, field.number(-x), 'float32')).toBe(Math.fround(-x) + 0);
      }
    }
  });

  for (const [format, fractionBits, bias, count] of [
    ['float16', 10, 15, 0x7c00],
    ['bfloat16', 7, 127, 0x7f80],
  ] as const) {
    it(`takes each ${format} to itself, each midpoint to the even neighbour, and its two sides to either`, () => {
      const wrong: number[] = [];
      for (let bits = 0; bits < count; bits++) {
        const low = decode(bits, fractionBits, bias);
        // The successor of the largest number is where rounding turns to infinity.
        const above = decode(bits + 1, fractionBits, bias);
        const high = bits + 1 === count ? Number.POSITIVE_INFINITY : above;
        field.release();
        const middle = field.scale(field.add(field.number(low), field.number(above)), -1).lower;
        const rounded = [roundBetween(binding, field.number(low), format), roundMpfr(binding, middle, format)];
        binding.mpfr_nextbelow(middle);
        rounded.push(roundMpfr(binding, middle, format));
        binding.mpfr_nextabove(middle);
        binding.mpfr_nextabove(middle);
        rounded.push(roundMpfr(binding, middle, format));
        const right = [low, bits % 2 === 0 ? low : high, low, high];
        if (rounded.some((x, i) => x !== right[i])) wrong.push(bits);
      }
      expect(wrong).toEqual([]);
    });
  }

  it('rounds once: a float64 that would be a float32 midpoint after rounding does not become a tie', () => {
    // 1 + 2^-24 - 2^-60 rounds to the midpoint 1 + 2^-24 in 53 bits, and from there to 1 or up; from itself only to 1.
    const sum = field.sub(field.add(field.number(1 + 2 ** -23), field.number(2 ** -24)), field.number(2 ** -60));
    expect(roundBetween(binding, sum, 'float32')).toBe(1 + 2 ** -23);
  });

  it('says undefined where the two ends round apart, and NaN is never a decision', () => {
    expect(roundBetween(binding, field.ratio(1, 3), 'float64')).toBe(1 / 3);
    const coarse = new MpfrField(binding, 32);
    expect(roundBetween(binding, coarse.ratio(1, 3), 'float64')).toBeUndefined();
    const nan = binding.mpfr_t();
    binding.mpfr_init2(nan, 64);
    expect(roundBetween(binding, { lower: nan, upper: nan }, 'float32')).toBeUndefined();
  });
});
