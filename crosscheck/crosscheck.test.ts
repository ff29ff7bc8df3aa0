import { describe, expect, it } from 'vitest';
import { add, literal, mul, neg, rewrite, sub } from '../spec/language/expression.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { formatRational, ONE, rationalFromDecimal } from '../spec/language/rational.ts';
import {
  addTallies,
  BRIEF,
  crosscheck,
  drawChunk,
  EMPTY_TALLY,
  type Sides,
  type Tally,
  THOROUGH,
} from './crosscheck.ts';
import { Decider } from './mpfr/decide.ts';
import { loadMpfr } from './mpfr/field.ts';
import { OUTPUTS } from './outputs.ts';
import { type Question, questionOf } from './question.ts';
import { referenceTier, type SlowTier } from './slow-tier.ts';

const decider = new Decider(await loadMpfr());
const sound: Sides = { decider, slow: referenceTier };
const { pages } = loadPages([builtinPagesFolder()]);

const question = (name: string): Question => questionOf(pages, OUTPUTS.find((output) => output.name === name)!);

const check = (asked: Question, sides: Sides = sound, points = 1000): Tally =>
  crosscheck([asked], sides, { points, seed: 5, sampling: { slow: 2, arbiter: 500 } }).get(asked.output.name)!;

/** The page with one literal mistyped. */
function mistyped(asked: Question, from: string, to: string): Question {
  let hits = 0;
  const wanted = formatRational(rationalFromDecimal(from));
  const expression = rewrite(asked.expression, (node) => {
    if (node.kind !== 'literal' || formatRational(node.value) !== wanted) return node;
    hits++;
    return literal(rationalFromDecimal(to));
  });
  expect(hits).toBeGreaterThan(0);
  return { ...asked, expression };
}

/** The slope of the step is 0 wherever it is asked: no factor changes it. */
const VARYING = OUTPUTS.filter(({ name }) => name !== "activation/step y'");

/** Twenty of each format, since every output is asked: ReLU6, zero or 6 on most of them, is left with 14. */
const FEW = 80;

describe('the crosscheck', { timeout: 30_000 }, () => {
  it('finds nothing in the pages as they are', () => {
    for (const name of ['activation/gelu-tanh y', 'optimizer/adamw theta', 'normalization/batchnorm training y'])
      expect(check(question(name))).toMatchObject({ points: 1000, mismatches: 0, undecided: 0, undecidedByMpfr: 0 });
  });

  it('catches 0.0447 typed for 0.044715, in the float64 tier and in the slow ones', () => {
    for (const name of ['activation/gelu-tanh y', "activation/gelu-tanh y'"]) {
      const { mismatches, examples } = check(mistyped(question(name), '0.044715', '0.0447'));
      expect(mismatches).toBeGreaterThan(100);
      expect(examples.map(({ tier }) => tier)).toEqual(expect.arrayContaining(['bigint', 'float64']));
    }
  });

  it('catches a last digit typed wrong', () => {
    expect(check(mistyped(question('activation/gelu-tanh y'), '0.044715', '0.044716')).mismatches).toBeGreaterThan(20);
  });

  it('catches a wrong sign in every output that is not always zero', () => {
    for (const output of VARYING) {
      const asked = questionOf(pages, output);
      const tally = check({ ...asked, expression: neg(asked.expression) }, sound, FEW);
      expect(tally.mismatches, output.name).toBeGreaterThan(FEW / 10);
    }
  });

  it('catches a relative error of 2^-40 in every output that is not always zero', () => {
    const slip = literal(rationalFromDecimal('1.0000000000009095'));
    for (const output of VARYING) {
      const asked = questionOf(pages, output);
      const tally = check({ ...asked, expression: mul(slip, asked.expression) }, sound, FEW);
      expect(tally.mismatches, output.name).toBeGreaterThan(FEW / 20);
    }
  });

  it('catches a slope of 1 where the step has none', () => {
    const asked = question("activation/step y'");
    const tally = check({ ...asked, expression: add(asked.expression, literal(ONE)) }, sound, 200);
    expect(tally.mismatches).toBeGreaterThan(100);
  });

  it('catches a derivative that lacks a term', () => {
    const asked = question("activation/gelu y'");
    if (asked.expression.kind !== 'add') throw new TypeError('the derivative of GELU is expected to be a sum');
    expect(check({ ...asked, expression: asked.expression.left }).mismatches).toBeGreaterThan(100);
    expect(
      check({ ...asked, expression: sub(asked.expression.left, asked.expression.right) }).mismatches,
    ).toBeGreaterThan(100);
  });

  /** The oracle, its answer then moved by one unit of the format where `moves` says so. */
  const misrounding = (moves: (value: number, exact: boolean) => boolean): SlowTier => ({
    round(asked, point, tier) {
      const answer = referenceTier.round(asked, point, tier);
      const { value } = answer;
      if (value === undefined || value === 0 || !Number.isFinite(value) || !moves(value, answer.tier === 'exact'))
        return answer;
      const precision = { float16: 11, bfloat16: 8, float32: 24, float64: 53 }[point.format];
      return { ...answer, value: value * (1 + 2 ** (1 - precision)) };
    },
  });

  it('catches a rounding that is wrong once in a hundred, and one that is wrong for exact values alone', () => {
    let calls = 0;
    const rare = misrounding(() => ++calls % 100 === 0);
    expect(check(question('activation/sigmoid y'), { decider, slow: rare }).mismatches).toBeGreaterThan(2);
    const ties = misrounding((_, exact) => exact);
    expect(check(question('schedule/cosine-warmup lr'), { decider, slow: ties }).mismatches).toBeGreaterThan(20);
  });

  it('counts what the oracle leaves undecided, and does not call it agreement', () => {
    const silent: SlowTier = { round: () => ({ value: undefined, tier: 'bigint' }) };
    const tally = check(question('activation/tanh y'), { decider, slow: silent });
    expect(tally.undecided).toBeGreaterThanOrEqual(500);
    expect(tally.mismatches).toBe(0);
  });

  it('puts half of the points, every format alike, to the slow tiers, and 2 % to the arbiter, when thorough', () => {
    const tiers: string[] = [];
    const formats = new Map<string, number>();
    const watching: SlowTier = {
      round(asked, point, tier) {
        tiers.push(tier);
        if (tier === 'decimal') formats.set(point.format, (formats.get(point.format) ?? 0) + 1);
        return referenceTier.round(asked, point, tier);
      },
    };
    const asked = question('activation/relu y');
    const sides = { decider, slow: watching };
    crosscheck([asked], sides, { points: 4000, seed: 5, sampling: THOROUGH });
    expect(tiers.filter((tier) => tier === 'auto').length).toBeGreaterThanOrEqual(2000);
    expect(tiers.filter((tier) => tier === 'decimal').length).toBe(80);
    expect([...formats.keys()].sort()).toEqual(['bfloat16', 'float16', 'float32', 'float64']);
    tiers.length = 0;
    crosscheck([asked], sides, { points: 1000, seed: 5, sampling: BRIEF });
    expect(tiers.filter((tier) => tier === 'auto').length).toBeGreaterThanOrEqual(500);
    expect(tiers.filter((tier) => tier === 'decimal').length).toBe(1);
  });

  it('draws the same points for a chunk whichever were drawn before', () => {
    const asked = question('normalization/batchnorm training y');
    const symbols = (chunk: number) => drawChunk(asked, 9, chunk, 50).map((point) => point.symbols);
    const second = symbols(1);
    expect(symbols(0)).not.toEqual(second);
    expect(symbols(1)).toEqual(second);
  });

  it('adds tallies, keeping a few examples', () => {
    const example = check({
      ...question('activation/relu y'),
      expression: neg(question('activation/relu y').expression),
    });
    const sum = addTallies(addTallies(EMPTY_TALLY, example), example);
    expect(sum.points).toBe(2000);
    expect(sum.mismatches).toBe(2 * example.mismatches);
    expect(sum.examples.length).toBe(example.examples.length);
  });
});
