import { describe, expect, it } from 'vitest';
import { parseAssignment, parseDuration, parseFormats, parseSeed } from './options.ts';

describe('options', () => {
  it.each([
    ['30', 30_000],
    ['30s', 30_000],
    ['2m', 120_000],
    ['500ms', 500],
    ['1.5s', 1_500],
    ['1h', 3_600_000],
  ])('a budget of %s is %i milliseconds', (text, milliseconds) => {
    expect(parseDuration(text)).toBe(milliseconds);
  });

  it.each(['0', '-1', 'soon', '', '1d'])('a budget of "%s" is refused', (text) => {
    expect(() => parseDuration(text)).toThrow(/30s/);
  });

  it('formats are listed or repeated, and only the four', () => {
    expect(parseFormats('float32,float64')).toEqual(['float32', 'float64']);
    expect(parseFormats('float16', ['float32'])).toEqual(['float32', 'float16']);
    expect(() => parseFormats('fp32')).toThrow(/float16, bfloat16, float32, float64/);
    expect(() => parseFormats('toString')).toThrow(/formats are/);
  });

  it.each(['', '1.5', 'x', '4294967296'])('a seed of "%s" is refused', (text) => {
    expect(() => parseSeed(text)).toThrow(/whole number/);
  });

  it('an assignment keeps everything behind the first equals sign', () => {
    expect([...parseAssignment('a=1', new Map([['b', '2']]))]).toEqual([
      ['b', '2'],
      ['a', '1'],
    ]);
    for (const text of ['a', '=1', 'a=']) expect(() => parseAssignment(text)).toThrow(/name=value/);
  });
});
