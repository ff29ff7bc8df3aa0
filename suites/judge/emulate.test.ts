import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { add, div, integer, mul, reduce, symbol } from '../../spec/language/expression.ts';
import type { Page } from '../../spec/language/page.ts';
import { type EmulationStyle, emulate } from './emulate.ts';
import { BallOperations } from './emulate-operation.ts';
import { addInOrder } from './emulate-sum.ts';
import { LANE, type Point, symbolKey } from './point.ts';
import { valueAlgorithms } from './recognise-algorithms.ts';
import { arithmeticOf, builtinPage, judgedExpression } from './testing/judged-function.ts';

const style: EmulationStyle = { sums: 'sequential', reciprocals: 'multiplied' };

/** The expression that an algorithm of a page evaluates. */
function formOf(page: Page, id: string) {
  const base = judgedExpression(page);
  return valueAlgorithms(page, 'y', base)
    .find((one) => one.id === id)!
    .expressions.get(base)!;
}

const onLanes = (x: Float64Array): Point => ({
  symbols: new Map([[symbolKey('x', 0), x]]),
  extents: new Map([[LANE, x.length]]),
});

describe('an emulation', () => {
  const sigmoid = builtinPage('activation/sigmoid');
  const x = Float64Array.from({ length: 401 }, (_, i) => (i - 200) / 8);

  it('is the formula with every operation rounded, bit for bit', () => {
    for (const format of ['float16', 'bfloat16', 'float32'] as const) {
      const f = (value: number) => roundNumber(FORMATS[format], value);
      const { value } = emulate(sigmoid, formOf(sigmoid, 'half-tanh'), [LANE], onLanes(x), arithmeticOf(format), style);
      const byHand = x.map((at) => f(f(1 + f(Math.tanh(at / 2))) / 2));
      expect([...value]).toEqual([...byHand]);
    }
  });

  it('overflows and turns to NaN where the algorithm does', () => {
    const form = formOf(sigmoid, 'exponential-over-one-plus');
    const at = Float64Array.of(88, 89, -200);
    const { value, radius } = emulate(sigmoid, form, [LANE], onLanes(at), arithmeticOf('float32'), style);
    expect([...value]).toEqual([1, Number.NaN, 0]);
    // No rounding could have avoided it.
    expect(radius[1]).toBe(0);
  });

  it('knows how far a sound evaluation of the same operations may lie, and no farther', () => {
    const form = formOf(sigmoid, 'half-tanh');
    const { value, radius } = emulate(sigmoid, form, [LANE], onLanes(x), arithmeticOf('float32'), style);
    // tanh one ulp off in either direction, as a library may be.
    const f = Math.fround;
    x.forEach((at, i) => {
      for (const off of [-1, 1]) {
        const t = f(Math.tanh(at / 2));
        const y = f(f(1 + f(t + off * 2 ** -24 * Math.max(Math.abs(t), 2 ** -3))) / 2);
        expect(Math.abs(y - value[i]!)).toBeLessThanOrEqual(radius[i]!);
      }
      // 8 ulp of tanh, of 1 + tanh and of the quotient: no error of a wrong formula fits in.
      expect(radius[i]).toBeLessThan(2 ** -19);
    });
  });

  it('of a tensor goes over its indices and sums', () => {
    const softmax = builtinPage('activation/softmax');
    const point: Point = {
      symbols: new Map([[symbolKey('x', 0), Float64Array.of(0, 1, 2, 100, 0, 0)]]),
      extents: new Map([...softmax.indices].map(([index, extent]) => [index, extent === 'R' ? 2 : 3])),
    };
    const { value } = emulate(
      softmax,
      formOf(softmax, 'without-shift'),
      ['k', 'i'],
      point,
      arithmeticOf('float32'),
      style,
    );
    const f = Math.fround;
    const sum = f(f(1 + f(Math.exp(1))) + f(Math.exp(2)));
    expect([...value].slice(0, 3)).toEqual([1, f(Math.exp(1)), f(Math.exp(2))].map((e) => f(e / sum)));
    expect(value[3]).toBeNaN();
  });
});

describe('a sum that is read alone and in a chain of additions', () => {
  it('has one value', () => {
    const affine = builtinPage('block/affine');
    const total = reduce('sum', 'i', mul(symbol('W', 0, ['o', 'i']), symbol('x', 0, ['n', 'i'])));
    const both = mul(add(total, symbol('b', 0, ['o'])), div(integer(1), total));
    const point: Point = {
      symbols: new Map([
        [symbolKey('x', 0), Float64Array.of(1, 2)],
        [symbolKey('W', 0), Float64Array.of(3, 4, 5, 6)],
        [symbolKey('b', 0), Float64Array.of(11, 17)],
      ]),
      extents: new Map([...affine.indices].map(([index, extent]) => [index, extent === 'N' ? 1 : 2])),
    };
    const { value } = emulate(affine, both, ['n', 'o'], point, arithmeticOf('float32'), style);
    const f = Math.fround;
    expect([...value]).toEqual([f(22 * f(1 / 11)), f(34 * f(1 / 17))]);
  });
});

describe('balls', () => {
  const ops = new BallOperations(FORMATS.float32, false, true);
  const near = (value: number, radius: number) => ({ value: Float64Array.of(value), radius: Float64Array.of(radius) });

  it('become unbounded where rounding may have taken the divisor through zero', () => {
    expect([...ops.div(near(1, 0), near(1e-7, 2e-7)).radius]).toEqual([Number.POSITIVE_INFINITY]);
    expect([...ops.call('sqrt', near(-1e-7, 2e-7)).radius]).toEqual([Number.POSITIVE_INFINITY]);
  });

  it('are certain of a NaN that no rounding avoids', () => {
    expect(ops.call('sqrt', near(-1, 1e-7))).toEqual(near(Number.NaN, 0));
    expect(ops.call('exp', near(100, 1e-5))).toEqual(near(Number.POSITIVE_INFINITY, 0));
  });

  it('are uncertain of an overflow at the edge', () => {
    expect(ops.call('exp', near(88.7229, 1e-3))).toEqual(near(Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY));
  });

  it('of one lane stand for as many as there are on the other side', () => {
    const many = { value: Float64Array.of(1, 2, 3), radius: Float64Array.of(0, 0, 0.5) };
    for (const name of ['add', 'sub', 'mul', 'div', 'min', 'max'] as const) {
      for (const [i, x] of many.value.entries()) {
        const alone = ops[name](near(2, 0.25), near(x, many.radius[i]!));
        const [value, radius] = [ops[name](near(2, 0.25), many), ops[name](near(2, 0.25), many)].map((b, k) =>
          k === 0 ? b.value[i] : b.radius[i],
        );
        expect([value, radius]).toEqual([alone.value[0], alone.radius[0]]);
      }
    }
  });

  it('are powers by repeated multiplication only where the exponent is an integer for certain', () => {
    const bases = { value: Float64Array.of(-2, 4, 4), radius: new Float64Array(3) };
    const exponents = { value: Float64Array.of(3, 0.5, 2), radius: Float64Array.of(0, 0, 1e-3) };
    const { value, radius } = ops.power(bases, exponents);
    expect([...value]).toEqual([-8, 2, 16]);
    expect(radius[0]).toBeLessThan(2 ** -18);
    // 4^2.001 - 16 is about 16 ln 4 / 1000.
    expect(radius[2]).toBeGreaterThan(0.022);
  });
});

describe('sums', () => {
  const f = Math.fround;
  const terms = [1, ...Array.from({ length: 8 }, () => 2 ** -24)];

  it('one after the other lose what halves keep, and a wide accumulator loses nothing', () => {
    expect(addInOrder(terms, 'sequential', f)).toBe(1);
    expect(addInOrder(terms, 'pairwise', f)).toBeGreaterThan(1);
    expect(addInOrder(terms, 'wide', f)).toBe(1 + 2 ** -21);
  });

  it('in a wide accumulator hold what float64 itself would lose', () => {
    expect(addInOrder([1e16, 1, -1e16], 'wide', (x) => x)).toBe(1);
  });
});
