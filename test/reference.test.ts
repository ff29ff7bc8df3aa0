import { describe, expect, it } from 'vitest';
import { referenceAdapter } from '../adapters/reference/reference.ts';
import type { FormatName } from '../reference/formats/format.ts';
import { applicable, builtinPages, judgeSubjects } from './harness/judge-subject.ts';

const pages = [...builtinPages().values()];

/** A format for each page in turn, so that every one is met without judging everything four times. */
const NARROW: readonly FormatName[] = ['float32', 'bfloat16', 'float16'];

const judgePage = (index: number, format: FormatName) => {
  const page = pages[index]!;
  const effort = { sweep: false, runs: 2, formats: [format], checks: `${page.id}/*` };
  return judgeSubjects([referenceAdapter([page])], { ...effort, seed: index + 1 });
};

describe('the reference, which is correctly rounded, is perfect to the judge', () => {
  it.each(pages.map(({ id }, i) => [id, NARROW[i % NARROW.length]!, i] as const))(
    '%s in %s: every value of every check is in the class `rounded`',
    async (_, format, index) => {
      const checks = applicable(await judgePage(index, format));
      expect(checks.length).toBeGreaterThan(0);
      for (const { check, verdict, classes, judged } of checks) {
        expect({ check, verdict, classes }).toEqual({ check, verdict: { kind: 'pass' }, classes: { rounded: judged } });
      }
    },
  );

  it('passes in float64, where the fast tier may only say that it is close', async () => {
    const index = pages.findIndex(({ id }) => id === 'activation/sigmoid');
    for (const { verdict, classes } of applicable(await judgePage(index, 'float64'))) {
      expect(verdict).toEqual({ kind: 'pass' });
      expect(Object.keys(classes)).toEqual(expect.not.arrayContaining(['absolute', 'fail', 'nan', 'overflow']));
    }
  });
});
