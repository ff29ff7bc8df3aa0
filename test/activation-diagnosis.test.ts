import { describe, expect, it } from 'vitest';
import { CALLED } from './activation-diagnosis/called.ts';
import {
  nameOf,
  type Outcome,
  type PlantedActivation,
  plantedActivations,
  scoreActivation,
} from './activation-diagnosis/score.ts';
import { openInProcess } from './harness/open-in-process.ts';

/**
 * What each kind of answer allows. A name may be wanting, since the modules were written without a look at the pages; a
 * wrong name, or a name where none is right, is never allowed, and neither is a miss.
 */
const ALLOWED: Readonly<Record<PlantedActivation['expected']['kind'], readonly Outcome[]>> = {
  named: ['named right', 'class of equals', 'not separable', 'caught without a name'],
  unstable: ['equal mathematics', 'caught without a name'],
  unnamed: ['caught without a name', 'named right'],
  behaviour: ['named right', 'caught without a name'],
};

/** Modules that keep the slow tier busy for seconds: `npm run activations` judges them. */
const SLOW = [
  'log-softmax-of-softmax',
  'log-softmax-gradient-without-sum',
  'prelu-gradient-of-the-last-row',
  'prelu-slope-gradient-of-every-input',
  'softmax-first-sixteen',
];

/** Half of the others are judged here; `npm run activations` judges all, and with the sweep. */
const STRIDE = 2;
const planted = plantedActivations();
const judgedHere = planted.filter((one) => !SLOW.includes(nameOf(one))).filter((_, i) => i % STRIDE === 0);

/**
 * Most mistakes are wrong nearly everywhere, and a few hundred random values show them. A behaviour, or a threshold at one
 * place, needs the deterministic sweep.
 */
const needsSweep = (one: PlantedActivation): boolean =>
  one.expected.kind === 'behaviour' || nameOf(one) === 'softplus-threshold-twenty';
const QUICK = { sweep: false, runs: 8 } as const;

describe('wrong activations are caught, and get no name but the right one', () => {
  for (const one of judgedHere) {
    it.concurrent(`${nameOf(one)}: ${one.wrong}`, async () => {
      const { outcome, answer } = await scoreActivation(one, openInProcess, needsSweep(one) ? {} : QUICK);
      const allowed = ALLOWED[one.expected.kind];
      expect({ outcome, answer }).toEqual({
        outcome: expect.toSatisfy((each: Outcome) => allowed.includes(each)),
        answer,
      });
    });
  }
});

describe('the list of wrong activations', () => {
  it('has a quarter without a name, pairs, unstable forms and behaviours', () => {
    const count = (kind: string) => planted.filter(({ expected }) => expected.kind === kind).length;
    expect(planted.length).toBeGreaterThanOrEqual(48);
    expect(count('unnamed')).toBeGreaterThanOrEqual(planted.length / 4);
    expect(count('unstable')).toBeGreaterThanOrEqual(4);
    expect(count('behaviour')).toBeGreaterThanOrEqual(3);
    expect(planted.filter(({ wrong }) => /two (constants|mistakes)/i.test(wrong)).length).toBeGreaterThanOrEqual(6);
  });
  it('is where every entry of the table of names comes from', () => {
    const names = planted.map(nameOf);
    for (const name of Object.keys(CALLED)) expect(names).toContain(name);
  });
});
