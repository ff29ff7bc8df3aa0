import { describe, expect, it } from 'vitest';
import { disagreement } from './disagreement.ts';

const of = (...values: number[]) => Float64Array.from(values);

describe('two answers to one call', () => {
  it('agree when they are the same bits, NaN included', () => {
    expect(disagreement(of(1, Number.NaN, -0), of(1, Number.NaN, -0), 'float32')).toBeUndefined();
  });

  it('differ in one bit, measured in ulp of the larger value', () => {
    expect(disagreement(of(1, 3), of(1, 3 + 2 ** -22), 'float32')).toEqual({
      element: 1,
      count: 1,
      total: 2,
      spread: '1 ulp',
    });
    // 2 has twice the ulp of the value below it.
    expect(disagreement(of(2), of(2 - 2 ** -23), 'float32')?.spread).toBe('0.5 ulp');
    expect(disagreement(of(1), of(1 + 2 ** -50), 'float64')?.spread).toBe('4 ulp');
  });

  it('count subnormal values in smallest ones', () => {
    expect(disagreement(of(2 ** -149), of(4 * 2 ** -149), 'float32')?.spread).toBe('3 ulp');
  });

  it('are told by their farthest element', () => {
    const found = disagreement(of(1, 1, 1), of(1 + 2 ** -23, 1 + 2 ** -20, 1), 'float32');
    expect(found).toEqual({ element: 1, count: 2, total: 3, spread: '8 ulp' });
  });

  it('are told by their values where no distance says it', () => {
    expect(disagreement(of(1, 2), of(1.5, Number.NaN), 'float32')).toMatchObject({
      element: 1,
      spread: 'from 2 to NaN',
    });
    expect(disagreement(of(Number.POSITIVE_INFINITY), of(1), 'float32')?.spread).toBe('from Infinity to 1');
    expect(disagreement(of(0), of(-0), 'float32')?.spread).toBe('from 0 to -0');
  });

  it('differ where one is shorter', () => {
    expect(disagreement(of(1, 2), of(1), 'float32')).toMatchObject({ element: 1, count: 1, total: 2 });
  });
});
