import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { Outcome } from './activation-diagnosis/score.ts';
import { openPlanted } from './harness/judge-subject.ts';
import { openInProcess } from './harness/open-in-process.ts';
import { BEHAVIOURS, CALLED } from './optimizer-diagnosis/called.ts';
import { isPython, nameOf, type PlantedRule, plantedRules, scoreRule } from './optimizer-diagnosis/score.ts';

/**
 * What each kind of answer allows. A name may be wanting, since the modules were written without a look at the pages; a wrong name,
 * or a name where none is right, is never allowed, and neither is a miss.
 */
const ALLOWED: Readonly<Record<PlantedRule['expected']['kind'], readonly Outcome[]>> = {
  named: ['named right', 'class of equals', 'not separable', 'caught without a name'],
  unnamed: ['caught without a name', 'named right'],
  behaviour: ['named right', 'caught without a name'],
};

/** All behaviours and one of ten others are judged here; `npm run optimizers` judges all, with more runs. */
const STRIDE = 16;
const planted = plantedRules();
const inTypescript = planted.filter((one) => !isPython(one));
const inPython = planted.filter(isPython);

/** Where no single mistake fits, all pairs are tried: on a page with dozens of mistakes that takes seconds. */
const isLong = ({ claims, expected }: PlantedRule): boolean =>
  /adam|amsgrad/.test(claims) && (expected.kind === 'unnamed' || 'hypothesis' in expected);
const judgedHere = inTypescript.filter(
  (one, i) => one.expected.kind === 'behaviour' || (i % STRIDE === 0 && !isLong(one)),
);

/** Behaviours are comparisons of a subject with itself, which belong to the part that is the same for every seed. */
const effortFor = ({ expected }: PlantedRule) => ({ runs: 3, sweep: expected.kind === 'behaviour' });

async function expectAllowed(one: PlantedRule, open: typeof openInProcess): Promise<void> {
  const { outcome, answer } = await scoreRule(one, open, effortFor(one));
  const allowed = ALLOWED[one.expected.kind];
  expect({ outcome, answer }).toEqual({
    outcome: expect.toSatisfy((each: Outcome) => allowed.includes(each)),
    answer,
  });
}

describe('wrong optimizers, schedules and gradient rules are caught, and get no name but the right one', () => {
  for (const one of judgedHere) {
    it(`${nameOf(one)}: ${one.wrong}`, () => expectAllowed(one, openInProcess));
  }
});

/** As the adapter looks for them: the interpreter that is asked for, `python3`, the one of the system. */
const hasNumpy = [process.env.ASSAY_PYTHON ?? 'python3', '/usr/bin/python3'].some((python) => {
  try {
    execFileSync(python, ['-c', 'import numpy'], { stdio: 'ignore', timeout: 10_000 });
    return true;
  } catch {
    return false;
  }
});

describe('a wrong optimizer in Python is judged in a process of its own', () => {
  const one = inPython.find((each) => nameOf(each) === 'adagrad/epsilon_of_keras')!;
  it.skipIf(!hasNumpy)('and gets its name (skipped where no python3 has NumPy)', async () => {
    const { outcome, answer } = await scoreRule(one, openPlanted, effortFor(one));
    expect({ outcome, answer }).toEqual({ outcome: 'named right', answer: 'default-epsilon-keras' });
  });
});

describe('the score of a wrong optimizer', () => {
  const only = (name: string): PlantedRule => planted.find((one) => nameOf(one) === name)!;
  it('is no right name where the answer is of another mistake', async () => {
    const one = only('momentum/learning-rate-twice');
    expect((await scoreRule(one, openInProcess, effortFor(one))).outcome).toBe('named right');
    const otherwise: PlantedRule = { ...one, expected: { kind: 'named', suggestedId: 'update-wrong-sign' } };
    const { outcome, answer } = await scoreRule(otherwise, openInProcess, effortFor(one));
    expect({ outcome, answer }).toEqual({ outcome: 'named wrong', answer: 'lr-twice' });
  });
  it('is a miss where nothing fails, as for a sound subject', async () => {
    const sound: PlantedRule = { ...only('momentum/looks_ahead'), file: 'sound/momentum/plain-loop.ts' };
    expect(await scoreRule(sound, openInProcess, { runs: 3, sweep: false })).toMatchObject({ outcome: 'missed' });
  });
});

describe('the list of wrong optimizers', () => {
  const count = (kind: string): number => planted.filter(({ expected }) => expected.kind === kind).length;
  it('has a quarter without a name, pairs, behaviours, both formats and Python', () => {
    expect(planted.length).toBeGreaterThanOrEqual(66);
    expect(count('unnamed')).toBeGreaterThanOrEqual(planted.length / 4);
    const pairs = planted.filter(({ expected }) => expected.kind === 'named' && 'hypothesis' in expected);
    expect(pairs.length + count('behaviour')).toBeGreaterThanOrEqual(8);
    expect(inPython.length).toBeGreaterThanOrEqual(12);
    for (const format of ['float32', 'float64']) expect(planted.some((one) => one.format.includes(format))).toBe(true);
  });
  it('is where every entry of the table of names comes from', () => {
    const names = planted.map(nameOf);
    for (const name of Object.keys(CALLED)) expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });
  it('says of every behaviour in which words it may be told', () => {
    for (const { expected } of planted)
      if (expected.kind === 'behaviour') expect(BEHAVIOURS).toHaveProperty([expected.says]);
  });
});
