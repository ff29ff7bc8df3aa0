import { describe, expect, it } from 'vitest';
import { add, call, div, integer, max, mul, neg, power, reduce, sub, symbol } from '../spec/language/expression.ts';
import { deriveK } from './primitives.ts';

const x = symbol('x');
const one = integer(1);

describe('K', () => {
  it('of the sigmoid is its exponential, sum and quotient', () => {
    expect(deriveK([div(one, add(one, call('exp', neg(x))))])).toEqual({
      K: 12,
      derivation: 'exp 6 + add 1 + div 5',
    });
  });

  it('counts a shared node once and equal operations by their number', () => {
    const square = mul(add(x, one), sub(x, one));
    expect(deriveK([square, add(square, one)])).toEqual({ K: 4, derivation: '2 x add 1 + sub 1 + mul 1' });
  });

  it('is 0 where nothing is rounded', () => {
    expect(deriveK([max(neg(x), call('abs', x))])).toEqual({ K: 0, derivation: 'exact 0' });
  });

  it('leaves reductions to the widening of their terms', () => {
    expect(deriveK([reduce('sum', 'i', call('exp', symbol('y', 0, ['i'])))]).derivation).toBe('exp 6');
  });

  it('charges a literal power by its products, at most as pow', () => {
    expect(deriveK([power(x, integer(2))])).toEqual({ K: 1, derivation: 'power 2 1' });
    expect(deriveK([power(x, integer(3))]).K).toBe(2);
    expect(deriveK([power(x, one)]).K).toBe(0);
    expect(deriveK([power(x, integer(1000))]).K).toBe(32);
    expect(deriveK([power(x, integer(-2))])).toEqual({ K: 6, derivation: 'power -2 6' });
    expect(deriveK([power(x, neg(integer(2)))]).K).toBe(6);
    expect(deriveK([power(x, symbol('t'))])).toEqual({ K: 32, derivation: 'pow 32' });
  });
});
