import { describe, expect, it } from 'vitest';
import { literal, rewrite } from '../../spec/language/expression.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { rationalFromDecimal } from '../../spec/language/rational.ts';
import { crosscheck } from '../crosscheck.ts';
import { Decider } from '../mpfr/decide.ts';
import { loadMpfr } from '../mpfr/field.ts';
import { OUTPUTS } from '../outputs.ts';
import { questionOf } from '../question.ts';
import { referenceTier } from '../slow-tier.ts';

const sides = { decider: new Decider(await loadMpfr()), slow: referenceTier };
const { pages } = loadPages([builtinPagesFolder()]);
const options = { points: 200, seed: 31, sampling: { slow: 4, arbiter: 1000 } };

describe('Definition and Derivative, as the page shows them', () => {
  for (const output of OUTPUTS) {
    it(`${output.name}: never another value than the hand-written formula`, { timeout: 60_000 }, () => {
      const tally = crosscheck([questionOf(pages, output, 'definition')], sides, options).get(output.name)!;
      expect(tally.examples).toEqual([]);
      // Far out a Definition may cancel or divide infinity by infinity, and intervals cannot decide: that is what the
      // accuracy form is for. Where it stays decided it must be right.
      expect(tally.undecided).toBeLessThan(tally.points / 4);
    });
  }

  it('a constant mistyped in the Definition alone is caught', () => {
    const output = OUTPUTS.find(({ name }) => name === 'activation/gelu-tanh y')!;
    const question = questionOf(pages, output, 'definition');
    const wrong = literal(rationalFromDecimal('0.0447'));
    const right = literal(rationalFromDecimal('0.044715'));
    const expression = rewrite(question.expression, (node) => (node === right ? wrong : node));
    expect(crosscheck([{ ...question, expression }], sides, options).get(output.name)!.mismatches).toBeGreaterThan(20);
  });
});
