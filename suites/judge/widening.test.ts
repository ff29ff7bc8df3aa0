import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../reference/formats/format.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { rational, rationalFromDecimal, rationalFromNumber } from '../../spec/language/rational.ts';
import { isExactLiteral, judgingWidening } from './widening.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const adamw = pages.get('optimizer/adamw')!;
const u = 2 ** -24;

describe('what the mixed class excuses', () => {
  const widening = judgingWidening(adamw, FORMATS.float32, FORMATS.float32, 12, false);

  it('is K u of every input, parameter and state', () => {
    for (const key of ['g', 'theta', 'm', 'v']) expect(widening.relative(key)).toBe(12 * u);
  });

  it('is two roundings of every hyper-parameter in the scalar format, whatever K is', () => {
    for (const key of ['lr', 'beta1', 'epsilon']) expect(widening.relative(key)).toBe(2 * u);
  });

  it('is nothing for time, which counts steps', () => {
    expect(widening.relative('t')).toBe(0);
  });

  it('is K u of literals that the format does not hold, and nothing of those that it does', () => {
    expect(widening.literal(rational(1n, 2n))).toBe(0);
    expect(widening.literal(rational(3n))).toBe(0);
    expect(widening.literal(rationalFromDecimal('0.044715'))).toBe(12 * u);
  });

  it('is u for each addition of a sum', () => {
    expect(widening.addition).toBe(u);
  });

  it('is one smallest subnormal an operation, or one smallest normal where results are flushed', () => {
    expect(widening.underflow).toBe(2 ** -149);
    expect(judgingWidening(adamw, FORMATS.float32, FORMATS.float32, 12, true).underflow).toBe(2 ** -126);
    expect(judgingWidening(adamw, FORMATS.float64, FORMATS.float64, 12, false).underflow).toBe(2 ** -1074);
  });

  it('reaches the result of operators that round nothing only where results are flushed', () => {
    expect(judgingWidening(adamw, FORMATS.float32, FORMATS.float32, 0, false).result(2 ** -127)).toBe(0);
    const flushing = judgingWidening(adamw, FORMATS.float32, FORMATS.float32, 0, true);
    expect([flushing.result(2 ** -127), flushing.result(2 ** -126)]).toEqual([2 ** -126, 0]);
    expect([widening.result(0), widening.result(1)]).toEqual([2 ** -149, 2 ** -149]);
  });

  it('takes the scalar format as declared: scalars coarser than the data excuse hyper-parameters more than inputs', () => {
    const coarse = judgingWidening(adamw, FORMATS.float64, FORMATS.float32, 12, false);
    expect(coarse.relative('g')).toBe(12 * 2 ** -53);
    expect(coarse.relative('lr')).toBe(2 * u);
  });
});

describe('a literal is exact', () => {
  it('when its binary digits fit the precision', () => {
    expect(isExactLiteral(rational(0n), 8)).toBe(true);
    expect(isExactLiteral(rationalFromNumber(255), 8)).toBe(true);
    expect(isExactLiteral(rationalFromNumber(257), 8)).toBe(false);
    expect(isExactLiteral(rationalFromNumber(256 * 255), 8)).toBe(true);
    expect(isExactLiteral(rationalFromNumber(-0.1), 53)).toBe(true);
    expect(isExactLiteral(rationalFromNumber(-0.1), 24)).toBe(false);
  });

  it('never when its denominator is no power of two', () => {
    expect(isExactLiteral(rational(1n, 3n), 53)).toBe(false);
    expect(isExactLiteral(rationalFromDecimal('0.1'), 53)).toBe(false);
  });
});
