import { describe, expect, it } from 'vitest';
import { plantedModules, scorePlanted } from './diagnosis/score.ts';
import { builtinPages } from './harness/judge-subject.ts';
import { openInProcess } from './harness/open-in-process.ts';

/** What each kind of committed answer allows as an outcome: a wrong name and a miss are never among them. */
const ALLOWED = {
  named: ['named right', 'class of equals'],
  equal: ['class of equals'],
  unnamed: ['caught without a name'],
  behaviour: ['named right'],
} as const;

/** Of the mistakes every third; the others, and all again, in `npm run diagnosis`, which .ci/run calls. */
const THIRD = 3;
const sampled = plantedModules().filter(({ expected }, i) => expected.kind === 'behaviour' || i % THIRD === 0);

describe('planted modules get the answer that was committed before the pages knew any mistake', () => {
  for (const planted of sampled) {
    // The one-pass variance is equal mathematics: it must be caught, and nothing more is promised.
    const allowed: readonly string[] =
      planted.verdict === 'unstable' ? ['named right', 'caught without a name'] : ALLOWED[planted.expected.kind];
    it.concurrent(`${planted.file}: ${planted.wrong}`, async () => {
      const scored = await scorePlanted(planted, builtinPages(), openInProcess);
      expect({ outcome: scored.outcome, allowed, answer: scored.answer }).toEqual({
        outcome: expect.toSatisfy((outcome: string) => allowed.includes(outcome)),
        allowed,
        answer: scored.answer,
      });
    });
  }
});
