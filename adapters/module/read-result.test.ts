import { describe, expect, it } from 'vitest';
import type { PageInterface } from '../contract.ts';
import { tensorOf } from '../tensor.ts';
import { readResults, readState, shapeOfResult } from './read-result.ts';

const page = (call: readonly string[], axes: PageInterface['axes']): PageInterface => ({
  id: 'block/test',
  kind: 'tensor',
  call,
  outputs: ['y'],
  states: [],
  hyper: [],
  modes: [],
  shapeOf: {},
  ...(axes ? { axes } : {}),
});
const zeros = (...shape: number[]) =>
  tensorOf('float32', new Float64Array(shape.reduce((n, size) => n * size, 1)), shape);

describe('the shape of a result', () => {
  it('comes from the axes that it shares with the inputs', () => {
    const affine = page(['x', 'W', 'b'], { x: ['N', 'I'], W: ['O', 'I'], b: ['O'], y: ['N', 'O'] });
    expect(shapeOfResult(affine, 'y', [zeros(2, 3), zeros(5, 3), zeros(5)])).toEqual([2, 5]);
    expect(shapeOfResult(affine, 'W', [zeros(2, 3), zeros(5, 3), zeros(5)])).toEqual([5, 3]);
  });

  it('is not the shape of the only input where an axis is summed over', () => {
    const sum = page(['x'], { x: ['R', 'C'], y: ['R'] });
    expect(shapeOfResult(sum, 'y', [zeros(4, 7)])).toEqual([4]);
    expect(() =>
      readResults([1, 2, 3], ['y'], 'float32', (key) => shapeOfResult(sum, key, [zeros(4, 7)])),
    ).toThrowError('returned 3 numbers instead of 4');
  });

  it('is that of the only input where the axes are not known', () => {
    expect(shapeOfResult(page(['x'], undefined), 'y', [zeros(4, 7)])).toEqual([4, 7]);
  });
});

describe('the slots of a state', () => {
  const read = (state: object, format: 'float16' | 'float32') => readState(state, ['m', 'v'], format, () => [2]);

  it('may be kept in a wider format than half-precision weights', () => {
    const { m, v } = read({ m: Float32Array.of(0.5, 1 / 3), v: Uint16Array.of(0x3c00, 0) }, 'float16');
    expect([m!.dtype, v!.dtype]).toEqual(['float32', 'float16']);
    expect([...m!.data]).toEqual([0.5, Math.fround(1 / 3)]);
  });

  it('have the format that is judged everywhere else', () => {
    expect(read({ m: Float64Array.of(0.5, 1 / 3) }, 'float32').m!.dtype).toBe('float32');
    expect(() => read({ m: [0.5, 1] }, 'float16')).toThrowError('float16 travels as 16-bit patterns');
  });
});
