import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { recognise } from './recognise.ts';
import { derivativeAlgorithms, valueAlgorithms } from './recognise-algorithms.ts';
import { arithmeticOf, builtinPage, judgedFunction } from './testing/judged-function.ts';

/** Rounds every operation of a formula written in float64 to a format. */
const rounder = (format: FormatName) => (x: number) => roundNumber(FORMATS[format], x);
type Rounding = ReturnType<typeof rounder>;

function recognised(
  id: string,
  format: FormatName,
  subject: (f: Rounding) => (x: number) => number,
  of: 'value' | 'derivative' = 'value',
) {
  const page = builtinPage(id);
  const judged = judgedFunction(page, format, subject(rounder(format)), of);
  const base = judged.criterion.expression;
  const algorithms =
    of === 'value' ? valueAlgorithms(page, 'y', base) : derivativeAlgorithms(page, { output: 'y', wrt: 'x' }, base);
  return recognise(page, algorithms, [judged], arithmeticOf(format))?.algorithms.map(({ id }) => id);
}

const sigmoids = {
  halfTanh: (f: Rounding) => (x: number) => f(f(1 + f(Math.tanh(f(x / 2)))) / 2),
  naive: (f: Rounding) => (x: number) => f(f(Math.exp(x)) / f(1 + f(Math.exp(x)))),
  sound: (f: Rounding) => (x: number) => {
    const e = f(Math.exp(-Math.abs(x)));
    return f((x < 0 ? e : 1) / f(1 + e));
  },
  /** Its exponential overflows where the quotient is still a subnormal number. */
  definition: (f: Rounding) => (x: number) => f(1 / f(1 + f(Math.exp(-x)))),
  /** A table of multiples of 2^-23, rounded down: errors of the size of those of half-tanh. */
  fixedPoint: (f: Rounding) => (x: number) => f(Math.floor(2 ** 23 / (1 + Math.exp(-x))) / 2 ** 23),
  clamped: (f: Rounding) => (x: number) => (x < -17 ? 0 : sigmoids.sound(f)(x)),
};

describe('an algorithm is recognised by its errors', () => {
  const formats: FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];
  it.each(formats)('(1 + tanh(x/2))/2 in %s', (format) => {
    expect(recognised('activation/sigmoid', format, sigmoids.halfTanh)).toEqual(['half-tanh']);
  });

  it.each(formats)('e^x/(1 + e^x) where it overflows in %s', (format) => {
    expect(recognised('activation/sigmoid', format, sigmoids.naive)).toEqual(['exponential-over-one-plus']);
  });

  it('1/(1 + e^-x) where e^-x overflows before the quotient underflows', () => {
    expect(recognised('activation/sigmoid', 'float32', sigmoids.definition)).toEqual(['definition']);
  });

  it.each(formats)('sigma(1 - sigma) as the derivative in %s', (format) => {
    const slope = (f: Rounding) => (x: number) => {
      const s = sigmoids.sound(f)(x);
      return f(s * f(1 - s));
    };
    // Over the sigma that it calls, which in the half formats differs from the definition's where that one overflows.
    expect(recognised('activation/sigmoid', format, slope, 'derivative')).toContain('two-branches');
  });
});

describe('no name is given', () => {
  it('where nothing is outside the class', () => {
    expect(recognised('activation/sigmoid', 'float32', sigmoids.sound)).toBeUndefined();
  });

  it('to other errors of the same size', () => {
    expect(recognised('activation/sigmoid', 'float32', sigmoids.fixedPoint)).toBeUndefined();
  });

  it('to a form that is right where the algorithm is wrong', () => {
    expect(recognised('activation/sigmoid', 'float32', sigmoids.clamped)).toBeUndefined();
  });

  it('where one value more is wrong than the algorithm explains', () => {
    const subject = (f: Rounding) => (x: number) => (x === 3 ? 0.9 : sigmoids.halfTanh(f)(x));
    expect(recognised('activation/sigmoid', 'float32', subject)).toBeUndefined();
  });
});
