import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { BRIEF, crosscheck } from '../crosscheck.ts';
import { Decider } from '../mpfr/decide.ts';
import { loadMpfr } from '../mpfr/field.ts';
import { type CrosscheckOutput, OUTPUTS } from '../outputs.ts';
import { questionOf } from '../question.ts';
import { referenceTier } from '../slow-tier.ts';

const POINTS = 20_000;
const SEED = 20_261;

/** One test for each output that `belongs`: oracle and MPFR agree on 20,000 points, and nothing stays undecided. */
export async function describeAgreement(title: string, belongs: (output: CrosscheckOutput) => boolean): Promise<void> {
  const sides = { decider: new Decider(await loadMpfr()), slow: referenceTier };
  const { pages } = loadPages([builtinPagesFolder()]);
  describe(`the oracle agrees with the hand-written formulas of ${title}`, () => {
    for (const output of OUTPUTS.filter(belongs)) {
      it(`${output.name}: the same rounded value at ${POINTS.toLocaleString('en')} points, none undecided`, {
        timeout: 120_000,
      }, () => {
        const report = crosscheck([questionOf(pages, output)], sides, { points: POINTS, seed: SEED, sampling: BRIEF });
        const tally = report.get(output.name)!;
        expect(tally.examples).toEqual([]);
        expect(tally).toMatchObject({ points: POINTS, mismatches: 0, undecided: 0, undecidedByMpfr: 0 });
        expect(tally.tiers.float64).toBeGreaterThan(0);
        expect(tally.tiers.exact + tally.tiers.bigint).toBeGreaterThanOrEqual(POINTS / BRIEF.slow);
      });
    }
  });
}
