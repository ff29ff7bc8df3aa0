import fc from 'fast-check';
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
  neg,
  power,
  sub,
  symbol,
} from '../spec/language/expression.ts';
import { powerOfTwo, type Rational, rational, rationalFromNumber } from '../spec/language/rational.ts';
import { compareBounds, contains, exactValue } from './enclosure.ts';
import { CLOSED, type Environment } from './environment.ts';
import { FORMATS } from './formats/format.ts';
import { createOracle, decide, enclose, roundedValue } from './oracle.ts';

const { float16, float32, float64 } = FORMATS;
const x = symbol('x');
const one = integer(1);
const at = (value: Rational): Environment => ({ value: () => value, extent: () => 1 });
const sigmoid = div(one, add(one, call('exp', neg(x))));
const swish = mul(x, sigmoid);

const answerOf = (root: Expression, environment: Environment, format = float64): number | undefined => {
  const decision = roundedValue(root, environment, format);
  return decision.undecided ? undefined : decision.answer;
};

describe('the rounded value', () => {
  it('is the correctly rounded one, whichever tier gives it', () => {
    fc.assert(
      fc.property(fc.double({ min: -40, max: 40, noNaN: true }), (value) => {
        const environment = at(rationalFromNumber(value));
        const fast = roundedValue(sigmoid, environment, float64);
        const arbiter = roundedValue(sigmoid, environment, float64, { tier: 'decimal' });
        if (fast.undecided || arbiter.undecided) throw new Error('undecided');
        expect(fast.answer).toBe(arbiter.answer);
        expect(arbiter.tier).toBe('decimal');
        const naive = 1 / (1 + Math.exp(-value));
        expect(Math.abs(fast.answer - naive) / naive).toBeLessThan(1e-14);
      }),
      { numRuns: 60 },
    );
  });

  it('is taken from the exact tier where digits could never decide a tie', () => {
    // cos(pi/3) 2^-10 (1 + 2^-11) lies half-way between two float16 values.
    const third = call('cos', div(constant('pi'), integer(3)));
    const tie = mul(third, literal(rational(2n ** 11n + 1n, 2n ** 21n)));
    const decision = roundedValue(tie, CLOSED, float16);
    expect(decision).toMatchObject({ undecided: false, tier: 'exact', answer: 2 ** -11 });
    const blind = roundedValue(tie, CLOSED, float16, { tier: 'bigint', maxBits: 400 });
    expect(blind).toMatchObject({ undecided: true, reason: 'precision', bits: 400 });
  });

  it('of swish at subnormals is decided by the x^2/4 beyond the midpoint x/2', () => {
    const eta = powerOfTwo(-149);
    const [up, down] = [
      answerOf(swish, at(eta), float32),
      answerOf(swish, at({ num: -eta.num, den: eta.den }), float32),
    ];
    // x/2 is the midpoint of 0 and eta; x^2/4 > 0 moves either value up.
    expect(up).toBe(2 ** -149);
    expect(down).toBe(-0);
  });

  it('overflows and underflows as the format does', () => {
    const exp = call('exp', x);
    expect(answerOf(exp, at(rational(89n)), float32)).toBe(Number.POSITIVE_INFINITY);
    expect(answerOf(exp, at(rational(-200n)), float32)).toBe(0);
    expect(answerOf(exp, at(rationalFromNumber(-1e308)))).toBe(0);
    expect(answerOf(exp, at(rationalFromNumber(1e308)))).toBe(Number.POSITIVE_INFINITY);
    expect(answerOf(swish, at(rationalFromNumber(-1e300)))).toBe(-0);
    expect(answerOf(exp, at(rational(-104n)), float32)).toBe(0);
    expect(answerOf(exp, at(rational(-103n)), float32)).toBe(2 ** -149);
  });

  it('is none where the expression has no value', () => {
    expect(roundedValue(call('log', integer(-1)), CLOSED, float64)).toMatchObject({
      undecided: true,
      reason: 'undefined',
    });
  });
});

describe('a decision', () => {
  it('needs more digits the harder the question is, and says how many', () => {
    // Is e^(2^-300) above 1? Only beyond 300 bits.
    const root = sub(call('exp', x), one);
    const positive = decide(root, at(powerOfTwo(-300)), ({ lower }) =>
      compareBounds(lower, rational(0n)) > 0 ? true : undefined,
    );
    expect(positive).toMatchObject({ undecided: false, answer: true, tier: 'bigint', bits: 384 });
    const capped = decide(
      root,
      at(powerOfTwo(-300)),
      ({ lower }) => (compareBounds(lower, rational(0n)) > 0 ? true : undefined),
      { maxBits: 200 },
    );
    expect(capped).toMatchObject({ undecided: true, reason: 'precision', bits: 200 });
  });

  it('stays open at 2,000 digits for a question that no digits answer', () => {
    // log(e) - 1 is 0, which only the exact tier could know, and it does not know e.
    const root = sub(call('log', constant('e')), one);
    const decision = decide(root, CLOSED, ({ lower, upper }) =>
      contains({ lower, upper }, rational(0n)) ? undefined : true,
    );
    expect(decision).toMatchObject({ undecided: true, reason: 'precision', bits: 6644 });
  });

  it('is the same from the arbiter at 2,000 digits', () => {
    const root = sub(call('exp', x), one);
    const decision = decide(
      root,
      at(powerOfTwo(-3000)),
      ({ lower }) => (compareBounds(lower, rational(0n)) > 0 ? true : undefined),
      { tier: 'decimal' },
    );
    expect(decision).toMatchObject({ undecided: false, tier: 'decimal', answer: true });
  }, 60_000);
});

describe('derivatives', () => {
  it('of sigmoid are s (1 - s), correctly rounded', () => {
    const byHand = mul(sigmoid, sub(one, sigmoid));
    for (const value of [-30, -1.5, 0.25, 3, 36]) {
      const environment = at(rationalFromNumber(value));
      const options = { derivative: { key: 'x' } };
      const jet = roundedValue(sigmoid, environment, float64, options);
      expect(jet.undecided ? undefined : jet.answer).toBe(answerOf(byHand, environment));
    }
  });

  it('of polynomials are exact', () => {
    const decision = roundedValue(power(x, integer(3)), at(rational(1n, 3n)), float64, { derivative: { key: 'x' } });
    expect(decision).toMatchObject({ tier: 'exact', answer: 1 / 3 });
  });
});

describe('an enclosure', () => {
  it('is a point where the exact tier knows the value, and narrow elsewhere', () => {
    expect(exactValue(enclose(call('sqrt', integer(9)), CLOSED)!)).toEqual(rational(3n));
    const { lower, upper } = enclose(call('exp', one), CLOSED, 200)!;
    expect(compareBounds(lower, upper)).toBe(-1);
    expect(enclose(call('sqrt', integer(-9)), CLOSED)).toBeUndefined();
  });

  it('refuses a symbol in a closed expression, naming it', () => {
    expect(() => enclose(x, CLOSED)).toThrow(/mentions x/);
  });
});

describe('an oracle', () => {
  it('answers for all outputs of one environment', () => {
    const oracle = createOracle({ value: (_key, _lag, [i]) => rational(BigInt(i! + 1)), extent: () => 3 });
    const root = call('sqrt', symbol('x', 0, ['i']));
    const answers = [0, 1, 2].map((i) => oracle.rounded(root, float64, new Map([['i', i]])));
    expect(answers.map((a) => (a.undecided ? undefined : a.answer))).toEqual([1, Math.SQRT2, Math.sqrt(3)]);
    expect(answers.map((a) => a.tier)).toEqual(['exact', 'bigint', 'bigint']);
  });
});
