import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { EXHAUSTIVE_CHUNKS, ExhaustiveChecker, patternsOf } from './exhaustive.ts';
import { OUTPUTS } from './outputs.ts';
import { questionOf } from './question.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const outputs = OUTPUTS.filter((output) => output.at);
const checkerOf = (name: string) =>
  new ExhaustiveChecker(questionOf(pages, OUTPUTS.find((output) => output.name === name)!));

describe('the float64 tier against the slow tiers, on every 64th number of float16 and bfloat16', () => {
  outputs.forEach((output, i) => {
    it(`${output.name}: every slow enclosure lies inside the fast one`, { timeout: 30_000 }, () => {
      // Each output another chunk: together they see far more than one 64th of the patterns.
      const tally = new ExhaustiveChecker(questionOf(pages, output)).check(i % EXHAUSTIVE_CHUNKS);
      expect(tally.examples).toEqual([]);
      expect(tally).toMatchObject({ mismatches: 0, undecided: 0 });
      // log1p asks for x > -1: a little more than half.
      expect(tally.points).toBeGreaterThan(1000);
    });
  });

  it('the chunks together are every pattern of 16 bits, once, and each holds every value of the lowest bits', () => {
    const chunks = Array.from({ length: EXHAUSTIVE_CHUNKS }, (_, chunk) => patternsOf(chunk));
    expect(new Set(chunks.flat()).size).toBe(65_536);
    for (const chunk of chunks) expect(new Set(chunk.map((bits) => bits & 0x7f)).size).toBe(128);
  });

  it('an enclosure that is two units of float64 off is caught wherever it is a few units wide', () => {
    const moved = (x: number) => x * (1 + 2 ** -49);
    const tally = checkerOf('activation/sigmoid y').check(3, ({ lower, upper }) => ({
      lower: moved(lower),
      upper: moved(upper),
    }));
    expect(tally.mismatches).toBeGreaterThan(300);
    expect(tally.examples[0]).toMatchObject({ tier: 'float64', output: 'activation/sigmoid y' });
  });

  it('refuses an output that is no function of one number', () => {
    expect(() => checkerOf('activation/softmax y')).toThrow(/no function of one number/);
  });
});
