import { describe, expect, it } from 'vitest';
import { above, below, ETA, MAX, PHI, U } from './outward.ts';
import { neighbour, pointsOf } from './testing/kernel-error.ts';

describe('below and above', () => {
  it('constants are what they are called', () => {
    expect(U * 9007199254740992).toBe(1);
    expect(PHI).toBe(neighbour(U, 1));
    expect(neighbour(0, 1)).toBe(ETA);
  });

  it('lie outside the neighbours of every finite float, by at most one float more', () => {
    for (const s of pointsOf(-1e300, 1e300, 20_000, [2 ** -1022, 2 ** -1021, 2 ** -969, 2 ** -968, 1, 2, 2 ** 1000])) {
      expect(below(s) <= neighbour(s, -1) && below(s) >= neighbour(s, -2)).toBe(true);
      expect(above(s) >= neighbour(s, 1) && above(s) <= neighbour(s, 2)).toBe(true);
    }
  });

  it('an overflow is bounded by the largest float, on the side of zero', () => {
    expect([below(Infinity), above(Infinity)]).toEqual([MAX, Infinity]);
    expect([below(-Infinity), above(-Infinity)]).toEqual([-Infinity, -MAX]);
    expect(above(MAX)).toBe(Infinity);
  });

  it('NaN gives the whole line', () => {
    expect([below(Number.NaN), above(Number.NaN)]).toEqual([-Infinity, Infinity]);
  });
});
