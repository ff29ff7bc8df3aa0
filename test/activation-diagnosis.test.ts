import { describe, expect, it } from 'vitest';
import { CALLED, isSlip } from './activation-diagnosis/called.ts';
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

/** A third is judged here; `npm run activations` judges all, and with the sweep. */
const STRIDE = 3;
const planted = plantedActivations();
const judgedHere = planted.filter((_, i) => i % STRIDE === 0);

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

describe('the score of a wrong activation', () => {
  it('is no right name where the slip is of the right kind and the formula another', async () => {
    const erf = planted.find((one) => nameOf(one) === 'erf-derivative-not-normalised')!;
    const mish = planted.find((one) => nameOf(one) === 'mish-derivative-without-inner')!;
    expect(CALLED[nameOf(mish)]!.ids).toEqual(['derivative-factor-missing']);
    const open = () => openInProcess(erf.file);
    expect((await scoreActivation(erf, open, QUICK)).outcome).toBe('named right');
    const { outcome, answer } = await scoreActivation({ ...mish, page: erf.page }, open, QUICK);
    expect({ outcome, answer }).toEqual({
      outcome: 'named wrong',
      answer: "derivative-factor-missing: f'(x) = e^(-x^2)",
    });
  });
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
  it('has the formula wherever the answer is a slip, which alone would be right of many functions', () => {
    const slips = Object.values(CALLED).filter(({ ids }) => ids.flat().some(isSlip));
    for (const { computes } of slips) expect(computes).toBeDefined();
  });
});
