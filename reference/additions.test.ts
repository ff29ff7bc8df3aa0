import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  div,
  type Expression,
  extent,
  integer,
  mul,
  neg,
  reduce,
  sub,
  symbol,
} from '../spec/language/expression.ts';
import { rationalFromNumber } from '../spec/language/rational.ts';
import { additionsOf, startsChain } from './additions.ts';
import { compareBounds, type Enclosure } from './enclosure.ts';
import type { Widening } from './environment.ts';
import { evaluate } from './evaluate.ts';
import { compileTape } from './float64/tape.ts';
import { bigintField } from './interval/bigint.ts';

const x = symbol('x', 0, ['i']);
const W = symbol('W', 0, ['j']);
const b = symbol('b');
const c = symbol('c');
const total = reduce('sum', 'i', x);
const biased = add(total, b);
const both = sub(add(reduce('sum', 'j', neg(W)), c), neg(biased));

describe('additionsOf', () => {
  const extents: Record<string, number> = { i: 5, j: 7 };
  const count = (root: Expression): number => additionsOf(root, (index) => extents[index]!);

  it('is n - 1 for a sum of n terms, and n with a bias', () => {
    expect([count(total), count(biased), count(neg(sub(b, total)))]).toEqual([4, 5, 5]);
  });

  it('counts the terms of all sums that are added up together', () => {
    expect(count(both)).toBe(5 + 7 + 2 - 1);
    expect(count(reduce('sum', 'i', reduce('sum', 'j', mul(x, W))))).toBe(5 * 7 - 1);
    expect(count(reduce('sum', 'i', add(x, b)))).toBe(2 * 5 - 1);
  });

  it('takes a scaled sum for one term, and a chain without a sum over an index for none', () => {
    const mean = div(total, extent('i'));
    expect([mean, sub(x, mean), add(b, integer(1)), reduce('max', 'i', x)].filter(startsChain)).toEqual([]);
    expect([total, biased, neg(total), sub(mean, total)].filter(startsChain)).toHaveLength(4);
  });
});

describe('the terms of a chain of additions are moved so far that any order of them is enclosed', () => {
  const U = 2 ** -24;
  // Nothing but the additions may move the terms, so that it is them that are tried.
  const widening: Widening = { relative: () => 0, literal: () => 0, underflow: 0, addition: U };
  const field = bigintField(128);
  const tape = compileTape([both], { indicesOf: (key) => ({ x: ['i'], W: ['j'] })[key] ?? [] });

  interface Values {
    readonly x: readonly number[];
    readonly W: readonly number[];
    readonly b: number;
    readonly c: number;
  }

  const boundsOf = (v: Values, moved: Widening): { slow: Enclosure; fast: Enclosure } => {
    const slow = evaluate(
      field,
      both,
      {
        value: (key, _lag, [at]) => rationalFromNumber(key === 'x' || key === 'W' ? v[key][at!]! : v[key as 'b' | 'c']),
        extent: (index) => (index === 'i' ? v.x : v.W).length,
      },
      { widening: moved },
    );
    const point = (values: readonly number[]) => {
      const array = Float64Array.from(values);
      return { lower: array, upper: array };
    };
    const [output] = tape.run({
      symbols: new Map([
        ['x@0', point(v.x)],
        ['W@0', point(v.W)],
        ['b@0', point([v.b])],
        ['c@0', point([v.c])],
      ]),
      extents: new Map([
        ['i', v.x.length],
        ['j', v.W.length],
      ]),
      widening: moved,
    });
    return {
      slow: field.bounds(slow)!,
      fast: { lower: rationalFromNumber(output!.lower[0]!), upper: rationalFromNumber(output!.upper[0]!) },
    };
  };

  const encloses = ({ lower, upper }: Enclosure, value: number): boolean =>
    compareBounds(lower, rationalFromNumber(value)) <= 0 && compareBounds(rationalFromNumber(value), upper) <= 0;

  const float = fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 40), max: 2 ** 40 });
  const values = fc.record({
    x: fc.array(float, { minLength: 1, maxLength: 12 }),
    W: fc.array(float, { minLength: 1, maxLength: 12 }),
    b: float,
    c: float,
  });

  it('by both tiers, for trees of float32 additions drawn at random', () => {
    fc.assert(
      fc.property(values, fc.infiniteStream(fc.nat()), (v, picks) => {
        const terms = [...v.x, ...v.W.map((w) => -w), v.b, v.c];
        while (terms.length > 1) {
          const [first] = terms.splice(picks.next().value % terms.length, 1);
          const at = picks.next().value % terms.length;
          terms[at] = Math.fround(terms[at]! + first!);
        }
        const { slow, fast } = boundsOf(v, widening);
        expect([encloses(slow, terms[0]!), encloses(fast, terms[0]!)]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });

  it('not for more than the additions can lose', () => {
    // Each of 17 additions of a little more than half an ulp, u, rounds up by nearly as much; the last of the 18 adds 0.
    const little = U * (1 + 2 ** -20);
    const v: Values = { x: Array(9).fill(little), W: Array(8).fill(-little), b: 1, c: 0 };
    const loop = [...v.x, ...v.W.map((w) => -w)].reduce((sum, term) => Math.fround(sum + term), v.b);
    const { slow, fast } = boundsOf(v, widening);
    expect([encloses(slow, loop), encloses(fast, loop)]).toEqual([true, true]);
    expect(loop).toBe(1 + 17 * 2 * U);
    // All that is left is the eighteenth, and what 18 u move the small terms: beyond the next float.
    const beyond = loop + 2 * U;
    expect([encloses(slow, beyond), encloses(fast, beyond)]).toEqual([false, false]);
    // With an addition less for each term, as if b were only added last, the correct loop would be outside.
    const less = boundsOf(v, { ...widening, addition: (16 / 18) * U });
    expect([encloses(less.slow, loop), encloses(less.fast, loop)]).toEqual([false, false]);
  });
});
