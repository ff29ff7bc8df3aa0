import { describe, expect, it } from 'vitest';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { nextDown, nextUp } from '../../reference/formats/ordered.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { ABSOLUTE, MIXED, OVERFLOW } from '../judge/accuracy-class.ts';
import { builtinPage } from '../judge/testing/judged-function.ts';
import { axisPoints } from './axis.ts';
import { bisect } from './bisect.ts';
import { runsOf, type Side, sidesOf, tailOf } from './regions.ts';

describe('bisection', () => {
  const formats: FormatName[] = ['float16', 'bfloat16', 'float32', 'float64'];
  it.each(formats)('finds the first %s on either side of 0, in one call a bit', async (format) => {
    const at = roundNumber(FORMATS[format], 1.234);
    let calls = 0;
    const brackets = [
      { a: 0, b: 16_384, holds: (x: number) => x >= at },
      { a: 0, b: -16_384, holds: (x: number) => x <= -at },
    ];
    const changes = await bisect(brackets, format, async (x) => {
      calls++;
      return [...x];
    });
    const below = nextDown(FORMATS[format], at);
    expect(changes).toEqual([
      { a: below, b: at },
      { a: -below, b: -at },
    ]);
    expect(calls).toBeLessThanOrEqual(FORMATS[format].bits);
  });

  it('goes down to the smallest subnormal number', async () => {
    const [change] = await bisect([{ a: 0, b: 1, holds: (x: number) => x > 0 }], 'float32', async (x) => [...x]);
    expect(change).toEqual({ a: 0, b: nextUp(FORMATS.float32, 0) });
  });

  it('asks nothing where there is nothing to find', async () => {
    expect(await bisect([], 'float32', () => Promise.reject(new Error('asked')))).toEqual([]);
  });
});

describe('the points of an axis', () => {
  it('reach from one end of the format to the other, through both sides of 0, in order', () => {
    const x = axisPoints(builtinPage('activation/sigmoid'), 'float32');
    expect([...x]).toEqual([...x].sort((a, b) => a - b));
    expect(x.every((value) => Math.fround(value) === value)).toBe(true);
    expect([x[0], x.at(-1)]).toEqual([-3.4028234663852886e38, 3.4028234663852886e38]);
    expect(x).toContain(2 ** -149);
    expect(x.length).toBeLessThan(2500);
  });

  it('stay in the domain of the input', () => {
    const x = axisPoints(builtinPage('elementary/log1p'), 'float32');
    expect(Math.min(...x)).toBeGreaterThan(-1.0001);
  });
});

describe('runs', () => {
  const side = (code: number[], y: number[] = code): Side => ({
    name: 'positive',
    x: Float64Array.from(code, (_, i) => i),
    code: Uint8Array.from(code),
    y: Float64Array.from(y),
  });

  it('are one for each class, and skip values that are right by luck', () => {
    const code = [MIXED, ABSOLUTE, MIXED, ABSOLUTE, ABSOLUTE, OVERFLOW, OVERFLOW];
    expect(runsOf(side(code))).toEqual([
      { code: ABSOLUTE, first: 1, last: 4 },
      { code: OVERFLOW, first: 5, last: 6 },
    ]);
  });

  it('are two where many sound values lie between', () => {
    const code = [ABSOLUTE, ...Array.from({ length: 20 }, () => MIXED), ABSOLUTE];
    expect(runsOf(side(code))).toHaveLength(2);
  });

  it('are none where everything is sound', () => {
    expect(runsOf(side([MIXED, MIXED]))).toEqual([]);
  });

  it('lie on either side of 0, from 0 outwards', () => {
    const sides = sidesOf(Float64Array.of(-2, -1, 0, 1), Uint8Array.of(3, 2, 2, 3), Float64Array.of(1, 2, 3, 4));
    expect(sides.map(({ x }) => [...x])).toEqual([
      [-1, -2],
      [0, 1],
    ]);
    expect(sides.map(({ code }) => [...code])).toEqual([
      [2, 3],
      [2, 3],
    ]);
  });

  it('a tail begins where its property holds for good', () => {
    const zero = (y: number) => y === 0;
    expect(tailOf({ y: Float64Array.of(0, 1, 0, 0) }, zero)).toBe(2);
    expect(tailOf({ y: Float64Array.of(0, 1) }, zero)).toBeUndefined();
  });
});
