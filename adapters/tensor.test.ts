import { describe, expect, it } from 'vitest';
import { copyTensor, elementCount, numbersOf, sameBits, tensorOf } from './tensor.ts';

describe('tensor', () => {
  it('has one element when its shape is empty and none when an extent is 0', () => {
    expect(elementCount([])).toBe(1);
    expect(elementCount([3, 0, 2])).toBe(0);
    expect(elementCount([3, 2])).toBe(6);
  });

  it('stores half formats as 16-bit patterns and reads them back exactly', () => {
    const half = tensorOf('float16', [1, -0.5, Number.POSITIVE_INFINITY]);
    expect(half.data).toEqual(new Uint16Array([0x3c00, 0xb800, 0x7c00]));
    expect([...numbersOf(half)]).toEqual([1, -0.5, Number.POSITIVE_INFINITY]);
  });

  it('compares bits, so NaN equals itself and -0 differs from 0', () => {
    const float64 = (...values: number[]) => tensorOf('float64', values);
    expect(sameBits(float64(Number.NaN), float64(Number.NaN))).toBe(true);
    expect(sameBits(float64(0), float64(-0))).toBe(false);
    expect(sameBits(float64(1), float64(1, 2))).toBe(false);
    expect(sameBits(float64(1), tensorOf('float32', [1]))).toBe(false);
  });

  it('copies a view without the buffer around it', () => {
    const whole = tensorOf('float64', [1, 2, 3, 4]);
    const view = { ...whole, shape: [2], data: whole.data.subarray(1, 3) };
    const copy = copyTensor(view);
    expect(copy.data.buffer.byteLength).toBe(16);
    expect(sameBits(view, copy)).toBe(true);
  });
});
