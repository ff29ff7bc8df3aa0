import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { sameBits, tensorOf } from '../tensor.ts';
import { decodeTensor, encodeHyper, encodeTensor } from './wire-tensor.ts';

const formats = Object.keys(FORMATS) as FormatName[];

describe('a tensor on the wire', () => {
  it.each(formats)('comes back bit by bit: %s', (format) => {
    fc.assert(
      fc.property(fc.array(fc.double()), (values) => {
        const sent = tensorOf(format, values);
        const received = decodeTensor('x', JSON.parse(JSON.stringify(encodeTensor(sent))), format, sent.shape);
        expect('dtype' in received && sameBits(sent, received)).toBe(true);
      }),
    );
  });

  it('is little-endian, row-major, -0 and NaN included', () => {
    const { data, shape } = encodeTensor(tensorOf('float32', [1, -0, Number.NaN], [3, 1]));
    expect(shape).toEqual([3, 1]);
    expect(Buffer.from(data, 'base64').toString('hex')).toBe('0000803f000000800000c07f');
  });

  it('takes a part of a larger buffer', () => {
    const whole = new Float64Array([1, 2, 3, 4]);
    const { data } = encodeTensor({ dtype: 'float64', shape: [2], data: whole.subarray(1, 3) });
    expect(Buffer.from(data, 'base64')).toHaveLength(16);
  });

  it('keeps a slot of another format where none is demanded', () => {
    const sent = encodeTensor(tensorOf('float32', [0.1]));
    expect(decodeTensor('m', sent, undefined, [1])).toMatchObject({ dtype: 'float32' });
    expect(decodeTensor('m', sent, 'float16', [1])).toMatchObject({ fault: 'wrong-type' });
  });
});

describe('hyper-parameters on the wire', () => {
  it('come back as they were, also what JSON has no word for', () => {
    const hyper = { lr: 1e-3, a: Number.NaN, b: Number.NEGATIVE_INFINITY, c: 5e-324, d: 0.1 + 0.2 };
    const received = JSON.parse(JSON.stringify(encodeHyper(hyper)));
    expect(Object.fromEntries(Object.entries(received).map(([key, value]) => [key, Number(value)]))).toEqual(hyper);
  });
});
