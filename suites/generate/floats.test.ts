import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { rationalFromNumber } from '../../spec/language/rational.ts';
import { type FloatRange, floatArbitrary } from './floats.ts';
import { draw } from './random.ts';

const FORMAT_NAMES: readonly FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];
const MANY = 20_000;

/** What the random phase sees: many values of one array, as fast-check draws them without a bias towards the simple. */
function sample(range: FloatRange): Float64Array {
  return Float64Array.from(draw(fc.array(floatArbitrary(range), { minLength: MANY, maxLength: MANY }), 1));
}

const share = (values: Float64Array, is: (x: number) => boolean): number =>
  values.reduce((n, x) => n + (is(x) ? 1 : 0), 0) / values.length;

describe.each(FORMAT_NAMES)('random values of %s', (name) => {
  const format = FORMATS[name];
  const values = sample({ format: name, landmarks: [rationalFromNumber(3)] });

  it('are finite values of the format', () => {
    expect(values.every((x) => Number.isFinite(x) && Object.is(roundNumber(format, x), x))).toBe(true);
  });

  it('are mostly where activations do everything, and never only there', () => {
    expect(share(values, (x) => Math.abs(x) >= 0.01 && Math.abs(x) <= 10)).toBeGreaterThan(0.5);
    expect(share(values, (x) => Math.abs(x) > 10)).toBeGreaterThan(0.02);
    expect(share(values, (x) => Math.abs(x) < 0.001)).toBeGreaterThan(0.03);
  });

  it('meet subnormal values, both signs and the top binade', () => {
    expect(share(values, (x) => x !== 0 && Math.abs(x) < 2 ** format.emin)).toBeGreaterThan(0.002);
    expect(share(values, (x) => x < 0)).toBeGreaterThan(0.35);
    expect(share(values, (x) => x > 0)).toBeGreaterThan(0.35);
    expect(values.some((x) => Math.abs(x) >= 2 ** (format.emax - 1))).toBe(true);
  });

  it('crowd around landmarks', () => {
    const near = 64 * 2 ** (2 - format.precision);
    expect(share(values, (x) => Math.abs(x - 3) <= near)).toBeGreaterThan(0.15);
  });
});

describe('a range', () => {
  it.each(FORMAT_NAMES)('is kept in %s', (format) => {
    const values = sample({ format, lower: -30, upper: 2, landmarks: [rationalFromNumber(2)] });
    expect(values.every((x) => x >= -30 && x <= 2)).toBe(true);
  });
});

describe('a draw', () => {
  it('is the same for the same seed and another for another', () => {
    const arbitrary = fc.array(fc.integer(), { minLength: 20, maxLength: 20 });
    expect(draw(arbitrary, 7)).toEqual(draw(arbitrary, 7));
    expect(draw(arbitrary, 7)).not.toEqual(draw(arbitrary, 8));
  });
});
