import { describe, expect, it } from 'vitest';
import { powerOfTwo, type Rational, rational, rationalFromNumber, ZERO } from '../../spec/language/rational.ts';
import { type Bound, compareBounds } from '../enclosure.ts';
import { bigintField } from './bigint.ts';
import { decimalField } from './decimal.ts';
import type { IntervalField } from './field.ts';

const q = rationalFromNumber;
const fields: readonly [string, IntervalField<unknown>][] = [
  ['bigint', bigintField(100) as IntervalField<unknown>],
  ['decimal', decimalField(30) as IntervalField<unknown>],
];

describe.each(fields)('the %s field at the edges of domains', (_, field) => {
  const box = (lower: number | Bound, upper: number | Bound): unknown =>
    field.fromBounds(typeof lower === 'number' ? q(lower) : lower, typeof upper === 'number' ? q(upper) : upper);
  const point = (x: number): unknown => box(x, x);
  const ends = (a: unknown): (string | number | undefined)[] => {
    const enclosure = field.bounds(a);
    const show = (bound: Bound) => (typeof bound === 'string' ? bound : Number(bound.num) / Number(bound.den));
    return enclosure ? [show(enclosure.lower), show(enclosure.upper)] : [undefined];
  };
  const EMPTY = [undefined];

  it('divides without bound where 0 is inside, on one side where 0 is an end, and not at all by 0', () => {
    expect(ends(field.div(point(1), box(-1, 1)))).toEqual(['-inf', 'inf']);
    expect(ends(field.div(point(1), box(0, 2)))).toEqual([0.5, 'inf']);
    expect(ends(field.div(point(1), box(-2, 0)))).toEqual(['-inf', -0.5]);
    expect(ends(field.div(box(-1, 1), box(0, 2)))).toEqual(['-inf', 'inf']);
    expect(ends(field.div(box(-4, -2), box(0, 2)))).toEqual(['-inf', -1]);
    expect(ends(field.div(point(1), point(0)))).toEqual(EMPTY);
    expect(ends(field.div(point(0), point(0)))).toEqual(EMPTY);
    expect(ends(field.div(box(1, 2), box(4, 'inf')))).toEqual([0, 0.5]);
  });

  it('multiplies an unbounded element by 0 to 0, since it holds reals only', () => {
    expect(ends(field.mul(point(0), box('-inf', 'inf')))).toEqual([0, 0]);
    expect(ends(field.mul(box(-1, 2), box(3, 'inf')))).toEqual(['-inf', 'inf']);
    expect(ends(field.mul(box(-2, -1), point(0)))).toEqual([0, 0]);
    expect(ends(field.mul(point(0), box(-2, -1)))).toEqual([0, 0]);
    expect(ends(field.mul(box(-3, 2), box(-5, 7)))).toEqual([-21, 15]);
  });

  it('clips boxes to the domain and is empty outside it', () => {
    expect(ends(field.sqrt(box(-4, 4)))).toEqual([0, 2]);
    expect(ends(field.sqrt(box(-4, -1)))).toEqual(EMPTY);
    expect(ends(field.log(box(-4, 1)))).toEqual(['-inf', 0]);
    expect(ends(field.log(box(-4, 0)))).toEqual(EMPTY);
    expect(ends(field.log1p(box(-4, 0)))).toEqual(['-inf', 0]);
    expect(ends(field.log1p(point(-1)))).toEqual(EMPTY);
    expect(ends(field.pow(point(-2), point(0.5)))).toEqual(EMPTY);
    expect(ends(field.add(field.log(point(-1)), point(1)))).toEqual(EMPTY);
  });

  it('has 0^0 = 1 and 0^b = 0 for positive b', () => {
    expect(ends(field.power(point(0), 0))).toEqual([1, 1]);
    expect(ends(field.pow(point(0), point(0)))).toEqual([1, 1]);
    expect(ends(field.pow(point(0), point(0.5)))).toEqual([0, 0]);
    expect(ends(field.pow(point(0), box(0, 1)))).toEqual([0, 1]);
    expect(ends(field.pow(point(0), point(-1)))).toEqual(EMPTY);
    expect(ends(field.power(point(0), -1))).toEqual(EMPTY);
  });

  it('raises boxes of either sign', () => {
    expect(ends(field.power(box(-3, 2), 2))).toEqual([0, 9]);
    expect(ends(field.power(box(-3, 2), 3))).toEqual([-27, 8]);
    expect(ends(field.power(box(-3, -2), 4))).toEqual([16, 81]);
    expect(ends(field.power(box(-2, 2), -2))).toEqual([0.25, 'inf']);
  });

  it('answers at huge arguments at once, one-sidedly where no end can be written', () => {
    expect(ends(field.exp(point(-1e308)))[0]).toBe(0);
    const [low, high] = [field.bounds(field.exp(point(1e308)))!.lower, field.bounds(field.exp(point(1e308)))!.upper];
    expect(compareBounds(powerOfTwo(30_000), low)).toBe(-1);
    expect(high).toBe('inf');
    expect(ends(field.tanh(point(1e308)))).toEqual([1, 1]);
    expect(compareBounds(field.bounds(field.tanh(point(1e308)))!.upper, q(1))).toBe(0);
    expect(ends(field.erfc(point(1e308)))).toEqual([0, 0]);
    expect(ends(field.erf(point(-1e300)))).toEqual([-1, -1]);
    expect(ends(field.expm1(point(-1e308)))[0]).toBe(-1);
    expect(ends(field.log(point(1e308)))[0]).toBeCloseTo(709.196, 3);
    expect(ends(field.exp(box('-inf', 'inf')))).toEqual([0, 'inf']);
    expect(ends(field.tanh(box('-inf', 'inf')))).toEqual([-1, 1]);
  });

  it('keeps the sign of a function that has one, at the smallest arguments', () => {
    const tiny = field.fromRational(powerOfTwo(-3000));
    for (const fn of ['expm1', 'log1p', 'tanh', 'sinh', 'erf', 'sin', 'sqrt'] as const) {
      expect(compareBounds(field.bounds(field[fn](tiny))!.lower, ZERO)).toBe(1);
    }
    for (const fn of ['exp', 'cosh', 'cos', 'erfc'] as const) {
      const enclosure = field.bounds(field[fn](tiny))!;
      expect(compareBounds(enclosure.lower, q(1.0001))).toBe(-1);
      expect(compareBounds(enclosure.upper, q(0.9999))).toBe(1);
    }
    expect(compareBounds(field.bounds(field.exp(tiny))!.lower, q(1))).toBe(0);
  });

  it('finds the extrema of sine and cosine that lie in a box, and no others', () => {
    expect(ends(field.cos(box(-1, 1)))[1]).toBe(1);
    expect(ends(field.cos(box(3, 4)))[0]).toBe(-1);
    expect(ends(field.cos(box(1, 2)))[0]).toBeCloseTo(Math.cos(2), 12);
    expect(ends(field.cos(box(1, 2)))[1]).toBeCloseTo(Math.cos(1), 12);
    expect(ends(field.sin(box(1, 2)))[1]).toBe(1);
    expect(ends(field.sin(box(4, 5)))[0]).toBe(-1);
    expect(ends(field.sin(box(-1, 1)))[0]).toBeCloseTo(-Math.sin(1), 12);
    expect(ends(field.sin(box(-2, -1)))[0]).toBe(-1);
    expect(ends(field.sin(box(0, 100)))).toEqual([-1, 1]);
  });

  it('orders elements only as far as all their reals are ordered', () => {
    expect(field.compare(box(0, 1), box(2, 3))).toBe('less');
    expect(field.compare(box(0, 1), box(1, 3))).toBe('unknown');
    expect(field.atMost(box(0, 1), box(1, 3))).toBe(true);
    expect(field.atMost(box(0, 1.5), box(1, 3))).toBe(false);
    expect(field.compare(point(2), point(2))).toBe('equal');
    expect(field.compare(box(2, 3), box(2, 3))).toBe('unknown');
    expect(field.compare(field.log(point(-1)), point(0))).toBe('unknown');
  });

  it('knows an integer when it is exactly one', () => {
    const integer = (r: Rational) => field.integer(field.fromRational(r));
    expect(integer(rational(-12n))).toBe(-12);
    expect(integer(rational(0n))).toBe(0);
    expect(integer(rational(1n, 2n))).toBeUndefined();
    expect(integer(rational(1n, 3n))).toBeUndefined();
    expect(integer(powerOfTwo(40))).toBeUndefined();
    expect(field.integer(box(1, 2))).toBeUndefined();
  });

  it('floors and signs boxes', () => {
    expect(ends(field.floor(box(-0.5, 2.5)))).toEqual([-1, 2]);
    expect(ends(field.floor(point(-3)))).toEqual([-3, -3]);
    expect(ends(field.sign(box(-1, 0)))).toEqual([-1, 0]);
    expect(ends(field.abs(box(-3, 2)))).toEqual([0, 3]);
    expect(ends(field.hull(box(0, 1), field.log(point(-1))))).toEqual([0, 1]);
  });
});
