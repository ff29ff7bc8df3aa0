import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import type { AccuracyClass } from '../../reports/record.ts';
import { classNamed, UNDECIDED } from './accuracy-class.ts';
import { classify } from './classify.ts';

type Interval = readonly [lower: number, upper: number];

interface Case {
  readonly exact: number | Interval;
  readonly mixed?: Interval;
  readonly scale?: Interval;
}

const point = (value: number | Interval): Interval => (typeof value === 'number' ? [value, value] : value);
const bounds = ([lower, upper]: Interval) => ({ lower: Float64Array.of(lower), upper: Float64Array.of(upper) });

/** The class of `got` with K = 4, a number that makes every bound below a few bits long. */
function classOf(name: FormatName, got: number, { exact, mixed, scale }: Case): AccuracyClass | 'undecided' {
  const format = FORMATS[name];
  const classes = new Uint8Array(1);
  const evidence = {
    format,
    K: 4,
    exact: bounds(point(exact)),
    mixed: () => bounds(mixed ?? point(exact)),
    ...(scale ? { scale: () => bounds(scale) } : {}),
    round: (x: number) => roundNumber(format, x),
  };
  classify([got], evidence, classes);
  return classes[0] === UNDECIDED ? 'undecided' : classNamed(classes[0]!);
}

const single = (got: number, one: Case) => classOf('float32', got, one);

/** u of float32; one ulp of 1 is 2u, of a value just below 1 it is u. */
const u = 2 ** -24;
/** The smallest subnormal and the largest finite value of float32. */
const eta = 2 ** -149;
const largest = (2 - 2 ** -23) * 2 ** 127;

describe('rounded', () => {
  it('is the exact value itself, and the nearest value where the exact one lies between two', () => {
    expect(single(1, { exact: 1 })).toBe('rounded');
    expect(single(1, { exact: 1 + 0.9 * u })).toBe('rounded');
    expect(single(1 + 2 * u, { exact: 1 + 1.1 * u })).toBe('rounded');
  });

  it('takes the even neighbour at a tie, and the odd one is only within an ulp', () => {
    expect(single(1, { exact: 1 + u })).toBe('rounded');
    expect(single(1 + 2 * u, { exact: 1 + u })).toBe('relative');
    expect(single(1 + 4 * u, { exact: 1 + 3 * u })).toBe('rounded');
  });

  it('does not tell -0 from 0, which are one real number', () => {
    expect(single(-0, { exact: 0 })).toBe('rounded');
    expect(single(0, { exact: -1e-60 })).toBe('rounded');
  });

  it('is left to a slower tier where the enclosure holds a tie', () => {
    expect(single(1, { exact: [1 + 0.9 * u, 1 + 1.1 * u] })).toBe('undecided');
    expect(single(1 + 2 * u, { exact: [1 + 0.9 * u, 1 + 1.1 * u] })).toBe('undecided');
  });

  it('is left to it, too, where the enclosure holds several values of the format', () => {
    expect(single(1 + 2 * u, { exact: [1, 1 + 4 * u] })).toBe('undecided');
    expect(single(1 + 6 * u, { exact: [1, 1 + 4 * u] })).not.toBe('undecided');
  });

  it('holds for infinity where the exact value rounds to it', () => {
    // Halfway between the largest float32 and 2^128 the even neighbour is infinity.
    expect(single(Number.POSITIVE_INFINITY, { exact: 2 ** 128 - 2 ** 103 })).toBe('rounded');
    expect(single(largest, { exact: 2 ** 128 - 2 ** 103 - 2 ** 80 })).toBe('rounded');
  });

  it('is claimed in float64 only where the enclosure is one number', () => {
    expect(classOf('float64', 1, { exact: 1 })).toBe('rounded');
    expect(classOf('float64', 1, { exact: [1 - 2 ** -53, 1 + 2 ** -52] })).toBe('relative');
  });
});

describe('relative', () => {
  it('allows K ulp on both sides and not the next value', () => {
    expect(single(1 + 3 * 2 * u, { exact: 1 })).toBe('relative');
    expect(single(1 + 5 * 2 * u, { exact: 1 })).toBe('fail');
    expect(single(1 - 7 * u, { exact: 1 })).toBe('relative');
    expect(single(1 - 9 * u, { exact: 1 })).toBe('fail');
  });

  it('leaves an error of K ulp exactly to a tier without rounding errors', () => {
    expect(single(1 + 4 * 2 * u, { exact: 1 })).toBe('undecided');
  });

  it('measures in the ulp of the exact value, not of the answer', () => {
    // Just below 2 an ulp is 2u, at 2 it is 4u: the answer lies above the power of two, the exact value below.
    expect(single(2 + 8 * u, { exact: 2 - 2 * u })).toBe('fail');
    expect(single(2 + 4 * u, { exact: 2 - 2 * u })).toBe('relative');
    expect(single(2 + 12 * u, { exact: 2 })).toBe('relative');
  });

  it('hesitates where the enclosure straddles a power of two, and only there', () => {
    const exact: Interval = [1 - 2 ** -40, 1 + 2 ** -40];
    expect(single(1 + 2 * u, { exact })).toBe('relative'); // 2u is below 4 of the smaller ulps
    expect(single(1 + 6 * u, { exact })).toBe('undecided'); // between 4u and 8u the binade decides
    expect(single(1 + 10 * u, { exact })).toBe('fail'); // 10u is above 4 of the larger ulps
  });

  it('counts subnormal values in steps of the smallest one', () => {
    expect(single(2 ** -140 + 3 * eta, { exact: 2 ** -140 })).toBe('relative');
    expect(single(2 ** -140 + 5 * eta, { exact: 2 ** -140 })).toBe('fail');
    expect(single(eta, { exact: 1e-46 })).toBe('relative');
    expect(single(0, { exact: 3.5 * eta })).toBe('relative');
    expect(single(0, { exact: 4.5 * eta })).toBe('fail');
  });
});

describe('overflow', () => {
  it('is measured continuously: infinity stands for the first value beyond the format', () => {
    expect(single(Number.POSITIVE_INFINITY, { exact: largest })).toBe('relative');
    expect(single(Number.NEGATIVE_INFINITY, { exact: -largest })).toBe('relative');
    // Ulps there are 2^104: 2^128 is 4.5 of them above this value.
    expect(single(Number.POSITIVE_INFINITY, { exact: 2 ** 128 - 4.5 * 2 ** 104 })).toBe('overflow');
    expect(single(Number.POSITIVE_INFINITY, { exact: 2 ** 128 - 3.5 * 2 ** 104 })).toBe('relative');
  });

  it('is its own kind of failure, of either sign', () => {
    expect(single(Number.POSITIVE_INFINITY, { exact: 1e30 })).toBe('overflow');
    expect(single(Number.NEGATIVE_INFINITY, { exact: 1e30 })).toBe('overflow');
  });

  it('is expected in float64 wherever the exact value surely reaches the largest number, and a failure below', () => {
    expect(classOf('float64', Infinity, { exact: [Number.MAX_VALUE, Infinity] })).toBe('relative');
    expect(classOf('float64', -Infinity, { exact: [-Infinity, -Number.MAX_VALUE] })).toBe('relative');
    expect(classOf('float64', Infinity, { exact: [Number.MAX_VALUE / 2, Infinity] })).toBe('undecided');
    expect(classOf('float64', -Infinity, { exact: [Number.MAX_VALUE, Infinity] })).not.toBe('relative');
    const short = Number.MAX_VALUE / 2;
    expect(classOf('float64', Infinity, { exact: short })).toBe('overflow');
  });

  it('is expected where the exact value is beyond the format: the largest finite value is then far off', () => {
    expect(single(Number.POSITIVE_INFINITY, { exact: 2 ** 129 })).toBe('rounded');
    expect(single(largest, { exact: 2 ** 129 })).toBe('fail');
  });
});

describe('NaN', () => {
  it('is a failure of its own where the exact value is a number', () => {
    expect(single(Number.NaN, { exact: 1 })).toBe('nan');
    expect(single(Number.NaN, { exact: [0, 1] })).toBe('nan');
  });

  it('is no failure where the expression is nowhere defined, and unknown where the enclosure is unbounded', () => {
    expect(single(Number.NaN, { exact: [Number.NaN, Number.NaN] })).toBe('uninformative');
    expect(single(Number.NaN, { exact: [0, Number.POSITIVE_INFINITY] })).toBe('undecided');
  });
});

describe('mixed', () => {
  const mixed: Interval = [1 - 2 ** -10, 1 + 2 ** -10];

  it('is what the widened inputs reach, its ends included', () => {
    expect(single(1 + 2 ** -11, { exact: 1, mixed })).toBe('mixed');
    expect(single(1 + 2 ** -10, { exact: 1, mixed })).toBe('mixed');
    expect(single(1 + 2 ** -10 + 2 * u, { exact: 1, mixed })).toBe('fail');
    expect(single(1 - 2 ** -10 - u, { exact: 1, mixed })).toBe('fail');
  });

  it('comes after relative', () => {
    expect(single(1 + 2 * u, { exact: 1, mixed })).toBe('relative');
  });

  it('proves nothing where it is wider than an eighth of the exact value', () => {
    expect(single(1 + 2 ** -5, { exact: 1, mixed: [1 - 2 ** -4, 1 + 2 ** -4] })).toBe('mixed');
    expect(single(1 + 2 ** -5, { exact: 1, mixed: [1 - 2 ** -4, 1 + 2 ** -4 + 2 ** -50] })).toBe('uninformative');
    expect(single(5, { exact: 1, mixed: [-10, 10] })).toBe('uninformative');
  });

  it('excuses nothing outside of itself, however wide it is', () => {
    expect(single(20, { exact: 1, mixed: [-10, 10] })).toBe('fail');
  });

  it('is measured against the scale where the page declares one', () => {
    expect(single(0.01, { exact: 1e-9, mixed: [-0.05, 0.05], scale: [1, 1] })).toBe('mixed');
    expect(single(0.01, { exact: 1e-9, mixed: [-0.05, 0.05] })).toBe('uninformative');
  });

  it('asks a slower tier where this one may be wide for its own reasons', () => {
    expect(single(5, { exact: [0.5, 1.5], mixed: [-10, 10] })).toBe('undecided');
    expect(single(5, { exact: 1, mixed: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] })).toBe('undecided');
  });

  it('does not take its own looseness for what inputs excuse, but where it is beyond counting', () => {
    const loose = (top: number): Case => ({ exact: [0, top], mixed: [-top / 8, 1.125 * top], scale: [1, 1] });
    expect(classOf('float64', 2 ** -31, loose(2 ** -30))).toBe('undecided');
    expect(classOf('float64', 2 ** -601, loose(2 ** -600))).toBe('mixed');
    const tight: Case = { exact: [0, 2 ** -30], mixed: [-(2 ** -30), 2 ** -29], scale: [1, 1] };
    expect(classOf('float64', 2 ** -31, tight)).toBe('mixed');
  });
});

describe('absolute', () => {
  const small: Case = { exact: 2 ** -20, scale: [1, 1] };

  it('allows K u of the scale, and no more', () => {
    expect(single(2 ** -20 + 3 * u, small)).toBe('absolute');
    expect(single(2 ** -20 - 3 * u, small)).toBe('absolute');
    expect(single(2 ** -20 + 5 * u, small)).toBe('fail');
  });

  it('needs a scale', () => {
    expect(single(2 ** -20 + 3 * u, { exact: 2 ** -20 })).toBe('fail');
  });

  it('does not excuse an infinity', () => {
    expect(single(Number.POSITIVE_INFINITY, { exact: 1, scale: [1e38, 1e38] })).toBe('overflow');
  });

  it('hesitates where the scale is not known well enough', () => {
    expect(single(2 ** -20 + 3 * u, { exact: 2 ** -20, scale: [0.5, 1] })).toBe('undecided');
  });
});
