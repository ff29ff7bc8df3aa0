import { describe, expect, it } from 'vitest';
import {
  add,
  call,
  constant,
  div,
  type Expression,
  integer,
  literal,
  mul,
  power,
  reduce,
  select,
  sub,
  symbol,
} from '../spec/language/expression.ts';
import { type Rational, rational, rationalFromNumber } from '../spec/language/rational.ts';
import { CLOSED, type Environment } from './environment.ts';
import { evaluateExact } from './exact.ts';

const q = (num: number, den = 1): Expression => literal(rational(BigInt(num), BigInt(den)));
const value = (root: Expression): Rational | undefined => evaluateExact(root, CLOSED);
const pi = constant('pi');

describe('the exact tier', () => {
  it('adds, multiplies and divides rationals without rounding', () => {
    expect(value(div(add(q(1, 3), q(1, 6)), q(3)))).toEqual(rational(1n, 6n));
    expect(value(sub(power(q(2, 3), integer(-3)), q(3, 8)))).toEqual(rational(3n));
    expect(value(div(q(1), sub(q(1, 2), q(1, 2))))).toBeUndefined();
  });

  it('takes roots of perfect squares and knows that roots of one number cancel', () => {
    expect(value(call('sqrt', q(25, 4)))).toEqual(rational(5n, 2n));
    expect(value(call('sqrt', q(2)))).toBeUndefined();
    const two = call('sqrt', q(2));
    const eight = call('sqrt', q(8));
    expect(value(mul(two, eight))).toEqual(rational(4n));
    expect(value(div(eight, two))).toEqual(rational(2n));
    expect(value(sub(eight, mul(q(2), two)))).toEqual(rational(0n));
    expect(value(power(two, integer(6)))).toEqual(rational(8n));
    expect(value(power(two, integer(-4)))).toEqual(rational(1n, 4n));
    expect(value(power(q(4), q(3, 2)))).toEqual(rational(8n));
    expect(value(call('sqrt', q(-4)))).toBeUndefined();
  });

  it.each([
    [0, 1, 1, 1],
    [1, 3, 1, 2],
    [1, 2, 0, 1],
    [2, 3, -1, 2],
    [1, 1, -1, 1],
    [4, 3, -1, 2],
    [5, 3, 1, 2],
    [-7, 3, 1, 2],
    [100, 1, 1, 1],
  ])('knows cos(pi %i/%i) = %i/%i', (num, den, cosNum, cosDen) => {
    expect(value(call('cos', mul(pi, q(num, den))))).toEqual(rational(BigInt(cosNum), BigInt(cosDen)));
  });

  it('knows cosines at quarters and sixths by their squares, and sines as shifted cosines', () => {
    const cosine = (num: number, den: number) => call('cos', mul(pi, q(num, den)));
    expect(value(power(cosine(3, 4), integer(2)))).toEqual(rational(1n, 2n));
    expect(value(power(cosine(5, 6), integer(2)))).toEqual(rational(3n, 4n));
    expect(value(mul(cosine(5, 6), call('sqrt', q(3))))).toEqual(rational(-3n, 2n));
    expect(value(call('sin', mul(pi, q(7, 6))))).toEqual(rational(-1n, 2n));
    expect(value(cosine(1, 5))).toBeUndefined();
    expect(value(call('sin', q(0)))).toEqual(rational(0n));
  });

  it('knows elementary functions at their rational points only', () => {
    expect(value(call('exp', q(0)))).toEqual(rational(1n));
    expect(value(call('log', q(1)))).toEqual(rational(0n));
    for (const fn of ['tanh', 'erf', 'expm1', 'log1p', 'sinh', 'sin'] as const) {
      expect(value(call(fn, q(0)))).toEqual(rational(0n));
      expect(value(call(fn, q(1)))).toBeUndefined();
    }
    for (const fn of ['cosh', 'erfc', 'cos'] as const) expect(value(call(fn, q(0)))).toEqual(rational(1n));
  });

  it('decides comparisons of square roots by squaring', () => {
    const compare = (left: Expression, right: Expression) =>
      value(select({ kind: 'compare', op: '<', left, right }, q(1), q(0)))?.num;
    expect(compare(call('sqrt', q(2)), q(141421356, 100000000))).toBe(0n);
    expect(compare(call('sqrt', q(2)), q(141421357, 100000000))).toBe(1n);
    expect(compare(call('sqrt', q(2)), call('sqrt', q(3)))).toBe(1n);
    expect(compare(mul(q(-1), call('sqrt', q(2))), mul(q(-1), call('sqrt', q(3))))).toBe(0n);
    expect(compare(pi, mul(q(2), pi))).toBe(1n);
  });

  it('does not know a select whose condition it cannot decide', () => {
    const node = select({ kind: 'compare', op: '<', left: call('exp', q(1)), right: q(3) }, q(1), q(2));
    expect(value(node)).toBeUndefined();
  });

  it('sees that layer normalisation of a one-hot row of 26 is rational: variance 25/676, epsilon 0', () => {
    const row: Environment = {
      value: (_key, _lag, [position]) => rational(position === 0 ? 1n : 0n),
      extent: () => 26,
    };
    const element = symbol('x', 0, ['i']);
    const mean = div(reduce('sum', 'i', element), q(26));
    const variance = div(reduce('sum', 'i', power(sub(element, mean), integer(2))), q(26));
    const root = div(sub(element, mean), call('sqrt', variance));
    expect(evaluateExact(root, row, new Map([['i', 0]]))).toEqual(rational(5n));
    expect(evaluateExact(root, row, new Map([['i', 3]]))).toEqual(rational(-1n, 5n));
  });

  it('sees that Adam at its first step divides by the very gradient: v-hat = g^2', () => {
    const g = symbol('g');
    const environment: Environment = { value: () => rationalFromNumber(-0.1), extent: () => 1 };
    const beta = q(999, 1000);
    const v = mul(sub(q(1), beta), power(g, integer(2)));
    const vHat = div(v, sub(q(1), power(beta, integer(1))));
    expect(evaluateExact(div(g, call('sqrt', vHat)), environment)).toEqual(rational(-1n));
  });

  it('leaves powers too long to write to the other tiers', () => {
    expect(value(power(q(3), integer(2_000_000_000)))).toBeUndefined();
    expect(value(power(power(q(3), integer(1000)), integer(1000)))).toBeUndefined();
  });
});
