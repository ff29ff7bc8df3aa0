import { describe, expect, it } from 'vitest';
import { Decider } from './decide.ts';
import { loadMpfr } from './field.ts';
import { gelu } from './gelu.ts';
import { tanh } from './tanh.ts';

const decider = new Decider(await loadMpfr());

describe('Ziv in MPFR', () => {
  it('decides a tie that only x^2 breaks, at the smallest subnormals', () => {
    // gelu(x) = x/2 + x^2/sqrt(2 pi) + ...: x/2 lies half way between two subnormals where x is an odd one.
    expect(decider.round((f) => gelu(f, 2 ** -1074), ['float64'])).toEqual([2 ** -1074]);
    expect(decider.round((f) => gelu(f, -(2 ** -1074)), ['float64'])).toEqual([0]);
    expect(decider.round((f) => gelu(f, 3 * 2 ** -149), ['float32'])).toEqual([2 * 2 ** -149]);
    expect(decider.round((f) => gelu(f, -3 * 2 ** -149), ['float32'])).toEqual([-(2 ** -149)]);
  });

  it('rounds exact ties to even at once', () => {
    const half = 2 ** -24;
    expect(decider.round((f) => f.add(f.number(1), f.number(half)), ['float32'])).toEqual([1]);
    expect(decider.round((f) => f.add(f.number(1), f.number(3 * half)), ['float32'])).toEqual([1 + 4 * half]);
  });

  it('says undefined, not a guess, for a tie that no precision shows', () => {
    // sqrt(2)^2 * (1 + 2^-24) / 2 is a tie, but intervals never learn it.
    const tie = decider.round(
      (f) => f.mul(f.scale(f.square(f.sqrt(f.number(2))), -1), f.number(1 + 2 ** -24)),
      ['float32', 'float16'],
    );
    expect(tie).toEqual([undefined, 1]);
  });

  it('rounds into every format from the same enclosure', () => {
    const formats = ['float16', 'bfloat16', 'float32', 'float64'] as const;
    // tanh 1 = 0.76159415595576488811945828..., cut to 11, 8, 24 and 53 bits
    expect(decider.round((f) => tanh(f, 1), formats)).toEqual([
      0.76171875,
      0.76171875,
      Math.fround(0.7615941559557649),
      0.7615941559557649,
    ]);
  });
});
