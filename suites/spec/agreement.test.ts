import { describe, expect, it } from 'vitest';
import { pointEnclosure } from '../../reference/enclosure.ts';
import { addRational, ONE, powerOfTwo, rational, ZERO } from '../../spec/language/rational.ts';
import { agreement, shown } from './agreement.ts';

const one = pointEnclosure(ONE);
const around = (width: number) => ({ lower: ONE, upper: addRational(ONE, powerOfTwo(width)) });

describe('two enclosures', () => {
  it('agree where both are narrow and meet', () => {
    expect(agreement(one, around(-80))).toBe('agree');
  });

  it('differ where no number is in both, however close', () => {
    expect(agreement(one, pointEnclosure(addRational(ONE, powerOfTwo(-150))))).toBe('differ');
  });

  it('say nothing where one is wide or unbounded', () => {
    expect(agreement(one, around(-60))).toBe('open');
    expect(agreement(one, { lower: ZERO, upper: 'inf' })).toBe('open');
  });

  it('agree on 0, which has no relative width', () => {
    expect(agreement(pointEnclosure(ZERO), { lower: rational(-1n, 1n << 120n), upper: powerOfTwo(-120) })).toBe(
      'agree',
    );
    expect(agreement(pointEnclosure(ZERO), { lower: ZERO, upper: powerOfTwo(-90) })).toBe('open');
  });

  it('a number differs from what is undefined, and two undefined values say nothing', () => {
    expect(agreement(one, undefined)).toBe('differ');
    expect(agreement(undefined, undefined)).toBe('open');
    expect(agreement(undefined, { lower: ZERO, upper: ONE })).toBe('open');
  });

  it('are shown as a number where they are one, else as bounds', () => {
    expect(shown(one)).toBe('1');
    expect(shown({ lower: ZERO, upper: ONE })).toBe('[0, 1]');
    expect(shown({ lower: ZERO, upper: 'inf' })).toBe('at least 0');
    expect(shown(undefined)).toBe('undefined');
  });
});
