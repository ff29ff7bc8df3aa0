import { describe, expect, it } from 'vitest';
import { parseDomain } from './domain.ts';

describe('domains', () => {
  it('reads open, closed and infinite ends exactly', () => {
    expect(parseDomain('[0, 0.1)')).toEqual({
      lower: { num: 0n, den: 1n },
      upper: { num: 1n, den: 10n },
      lowerOpen: false,
      upperOpen: true,
      integer: false,
    });
    expect(parseDomain('(-inf, inf)')).toEqual({ lowerOpen: true, upperOpen: true, integer: false });
    expect(parseDomain('integer [1, inf)')).toMatchObject({ integer: true, lower: { num: 1n, den: 1n } });
  });

  it('refuses what is no interval, and an empty one', () => {
    expect(() => parseDomain('0..1')).toThrow(/is not a domain/);
    expect(() => parseDomain('[2, 1]')).toThrow(/empty/);
    expect(() => parseDomain('[a, 1]')).toThrow(SyntaxError);
  });
});
