import { describe, expect, it } from 'vitest';
import { referenceAdapter } from '../adapters/reference/reference.ts';
import type { FormatName } from '../reference/formats/format.ts';
import { checksOf } from '../suites/checks/registry.ts';
import { applicable, builtinPages, judgeSubjects } from './harness/judge-subject.ts';

const pages = [...builtinPages().values()];
const NARROW: readonly FormatName[] = ['float32', 'bfloat16', 'float16'];

/** With `ASSAY_WHOLE_REFERENCE=1` every check of every page is judged in every narrow format, in some minutes. */
const WHOLE = process.env.ASSAY_WHOLE_REFERENCE === '1';

/** The oracle answers a value in about a tenth of a millisecond; these ask for the most values, each page one of them. */
const DEAR: readonly string[] = ['value', 'derivative', 'stability'];

/**
 * The checks of a page that are judged every time: all that are cheap, and one of the dear ones in turn. Laws follow from
 * correct rounding; that they raise no alarm is what `false-alarms.test.ts` is about.
 */
function checksFor(index: number): string {
  const checks = checksOf(pages[index]!);
  const dear = DEAR.filter((dearOne) => checks.some(({ property }) => property === dearOne));
  const turn = dear[Math.floor(index / NARROW.length) % dear.length];
  // Where none is dear, as with optimizers, all are judged, their laws at a few inputs too.
  const left = turn === undefined || WHOLE ? [] : [...dear.filter((dearOne) => dearOne !== turn), 'laws'];
  const chosen = checks.filter(({ property }) => !left.includes(property));
  return chosen.map(({ id }) => id).join();
}

const judgePage = (index: number, format: FormatName, checks: string) => {
  const effort = { sweep: false, runs: 1, formats: [format], checks, seed: index + 1 };
  return judgeSubjects([referenceAdapter([pages[index]!])], effort);
};

/** A format for each page in turn, so that every one is met without judging everything three times. */
const formatsFor = (index: number): readonly FormatName[] => (WHOLE ? NARROW : [NARROW[index % NARROW.length]!]);

describe('the reference, which is correctly rounded, is perfect to the judge', () => {
  it.each(pages.flatMap(({ id }, i) => formatsFor(i).map((format) => [id, format, i] as const)))(
    '%s in %s: every value is in the class `rounded`',
    async (_, format, index) => {
      const checks = applicable(await judgePage(index, format, checksFor(index)));
      expect(checks.length).toBeGreaterThan(0);
      for (const { check, verdict, classes, judged } of checks) {
        expect({ check, verdict, classes }).toEqual({ check, verdict: { kind: 'pass' }, classes: { rounded: judged } });
      }
    },
  );

  it.each(['activation/softplus', 'activation/log-sigmoid', 'activation/hard-swish'])(
    '%s: its derivative is, where a part of the formula has a kink',
    async (id) => {
      const index = pages.findIndex((page) => page.id === id);
      const checks = applicable(await judgePage(index, 'bfloat16', `${id}/derivative`));
      expect(checks.map(({ classes, judged }) => ({ classes, judged }))).toEqual([
        { classes: { rounded: expect.any(Number) }, judged: checks[0]!.classes.rounded },
      ]);
    },
  );

  it('passes in float64, where the fast tier may only say that it is close', async () => {
    const index = pages.findIndex(({ id }) => id === 'activation/sigmoid');
    const checks = 'activation/sigmoid/value,activation/sigmoid/special';
    for (const { verdict, classes } of applicable(await judgePage(index, 'float64', checks))) {
      expect(verdict).toEqual({ kind: 'pass' });
      expect(Object.keys(classes)).toEqual(expect.not.arrayContaining(['absolute', 'fail', 'nan', 'overflow']));
    }
  });
});
