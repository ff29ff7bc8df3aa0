import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { BRIEF, crosscheck } from '../crosscheck.ts';
import { Decider } from '../mpfr/decide.ts';
import { loadMpfr } from '../mpfr/field.ts';
import type { CrosscheckOutput } from '../output.ts';
import { questionOf } from '../question.ts';
import { referenceTier } from '../slow-tier.ts';

const SEED = 20_261;

/**
 * One test for each output that `belongs`: oracle and MPFR agree on so many points, half of them put to the slow tiers, and
 * nothing stays undecided.
 */
export async function describeAgreement(
  title: string,
  outputs: readonly CrosscheckOutput[],
  points: number,
): Promise<void> {
  const sides = { decider: new Decider(await loadMpfr()), slow: referenceTier };
  const { pages } = loadPages([builtinPagesFolder()]);
  describe(`the oracle agrees with the hand-written formulas of ${title}`, () => {
    for (const output of outputs) {
      it(`${output.name}: the same rounded value at ${points.toLocaleString('en')} points, none undecided`, {
        timeout: 120_000,
      }, () => {
        const report = crosscheck([questionOf(pages, output)], sides, { points, seed: SEED, sampling: BRIEF });
        const tally = report.get(output.name)!;
        expect(tally.examples).toEqual([]);
        expect(tally).toMatchObject({ points, mismatches: 0, undecided: 0, undecidedByMpfr: 0 });
        expect(tally.tiers.float64).toBeGreaterThan(0);
        expect(tally.tiers.exact + tally.tiers.bigint).toBeGreaterThanOrEqual(points / 2);
      });
    }
  });
}

/** Points an output in `npm test`: in full, and of the outputs that came later. */
export const [FULL, BRIEFLY] = [20_000, 1_000];
