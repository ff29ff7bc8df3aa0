import { describe, expect, it } from 'vitest';
import { cosineAnnealing } from './cosine-annealing.ts';
import type { Formula } from './decide.ts';
import { stoppingBest, stoppingStop, stoppingWait } from './early-stopping.ts';
import { exponentialDecay } from './exponential-decay.ts';
import { loadMpfr, MpfrField } from './field.ts';
import { inverseSqrt } from './inverse-sqrt.ts';
import { linearDecay } from './linear-decay.ts';
import { linearWarmup } from './linear-warmup.ts';
import { oneCycle } from './one-cycle.ts';
import { polynomialDecay } from './polynomial-decay.ts';
import { plateauBadSteps, plateauBest, plateauRate } from './reduce-on-plateau.ts';
import { stepDecay } from './step-decay.ts';
import { warmRestarts } from './warm-restarts.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 128);

const decay = { t: 17, lrMax: 0.003, lrMin: 1e-4, totalSteps: 90 };
const printed = { lrMax: 0.001, lrMin: 0, totalSteps: 50 };
const cycle = { lrMax: 0.003, divFactor: 25, finalDivFactor: 1e4, warmupShare: 0.3, totalSteps: 100 };
const plateau = {
  metric: 1,
  best: 1,
  badSteps: 2,
  rate: 0.003,
  t: 9,
  lrInitial: 1,
  factor: 0.1,
  patience: 2,
  threshold: 1e-4,
  lrMin: 0,
};
const stopping = { metric: 1, best: 1, wait: 2, t: 9, patience: 3, minDelta: 0 };

/** Thirty digits by mpmath 1.3 at 45, from the textbook form of each formula at the float64 numbers. */
const known: readonly (readonly [string, Formula, string])[] = [
  [
    'warm-up at 3 of 7',
    (f) => linearWarmup(f, { t: 3, lrMax: 0.003, warmupSteps: 7 }),
    '0.00128571428571428574105001934364',
  ],
  ['cosine at 1 of 50', (f) => cosineAnnealing(f, { ...printed, t: 1 }), '0.000999013364214135801772311632034'],
  ['cosine at 10 of 50', (f) => cosineAnnealing(f, { ...printed, t: 10 }), '0.000904508497187473730880012200091'],
  ['cosine at 11 of 50', (f) => cosineAnnealing(f, { ...printed, t: 11 }), '0.000885256621387894633829610138824'],
  ['cosine with a smallest rate', (f) => cosineAnnealing(f, decay), '0.00275210448020481051093056871607'],
  [
    'step decay at 25 by 8',
    (f) => stepDecay(f, { t: 25, lrMax: 0.003, gamma: 0.3, stepSize: 8 }),
    '0.0000809999999999999926933447191857',
  ],
  [
    'exponential decay at 9',
    (f) => exponentialDecay(f, { drops: 9, lrMax: 0.003, gamma: 0.9 }),
    '0.00116226146700000028226831528394',
  ],
  ['linear decay', (f) => linearDecay(f, decay), '0.00245222222222222227378133606786'],
  [
    'polynomial decay, power 0.9',
    (f) => polynomialDecay(f, { ...decay, power: 0.9 }),
    '0.00250198512463048304500703835236',
  ],
  [
    'polynomial decay, power 2',
    (f) => polynomialDecay(f, { ...decay, power: 2 }),
    '0.00200791358024691362297227204661',
  ],
  [
    'polynomial decay, power 1.5',
    (f) => polynomialDecay(f, { ...decay, power: 1.5 }),
    '0.00221845149142866883930824311246',
  ],
  [
    'inverse square root at 23 of 7',
    (f) => inverseSqrt(f, { t: 23, lrMax: 0.003, warmupSteps: 7 }),
    '0.00165503185310211138839058949306',
  ],
  [
    'restarts at 30 by 7',
    (f) => warmRestarts(f, { t: 30, lrMax: 0.003, lrMin: 1e-4, period: 7 }),
    '0.00245406021269516367085691389937',
  ],
  ['one cycle, rising', (f) => oneCycle(f, { ...cycle, t: 10 }), '0.00088549184539230227072578218932'],
  ['one cycle, falling', (f) => oneCycle(f, { ...cycle, t: 60 }), '0.00176784027085658617602972864135'],
  ['reduced rate', (f) => plateauRate(f, plateau), '0.000300000000000000022898349882894'],
];

const exactly = (formula: Formula): number => {
  field.release();
  const value = formula(field);
  expect(field.isExact(value)).toBe(true);
  return binding.mpfr_get_d(value.lower, 0);
};

describe('schedules in MPFR', () => {
  for (const [name, formula, digits] of known) {
    it(`${name} is ${digits}`, () => {
      field.release();
      const value = formula(field);
      const error = field.abs(field.sub(value, field.decimal(digits)));
      // Thirty significant digits leave half a unit of the last one: 2^-96 of the value, and 2^-92 is asked for.
      const bound = field.scale(field.abs(value), -92);
      expect(binding.mpfr_lessequal_p(error.upper, bound.upper)).not.toBe(0);
    });
  }

  it('are exact where mathematics makes them so: thirds of a wave, square roots of squares, peaks and ends', () => {
    const third = { lrMax: 1, lrMin: 0.25, totalSteps: 30 };
    expect([0, 10, 15, 20, 30, 77].map((t) => exactly((f) => cosineAnnealing(f, { ...third, t })))).toEqual([
      1, 0.8125, 0.625, 0.4375, 0.25, 0.25,
    ]);
    expect(exactly((f) => inverseSqrt(f, { t: 36, lrMax: 1, warmupSteps: 9 }))).toBe(0.5);
    expect(exactly((f) => polynomialDecay(f, { ...third, t: 30, lrMin: 0, totalSteps: 40, power: 0.5 }))).toBe(0.5);
    const quarter = { lrMax: 1, divFactor: 2, finalDivFactor: 2, warmupShare: 0.25, totalSteps: 28 };
    expect([0, 2, 3, 4, 6, 13, 27, 40].map((t) => exactly((f) => oneCycle(f, { ...quarter, t })))).toEqual([
      0.5, 0.625, 0.75, 0.875, 1, 0.8125, 0.25, 0.25,
    ]);
  });

  it('start again after every whole period, and drop at every whole step size', () => {
    const periodic = { lrMax: 1, lrMin: 0, period: 3 };
    expect([0, 1, 2, 3, 4, 5, 6].map((t) => exactly((f) => warmRestarts(f, { ...periodic, t })))).toEqual([
      1, 0.75, 0.25, 1, 0.75, 0.25, 1,
    ]);
    const stairs = { lrMax: 1, gamma: 0.5, stepSize: 3 };
    expect([0, 2, 3, 5, 6].map((t) => exactly((f) => stepDecay(f, { ...stairs, t })))).toEqual([1, 1, 0.5, 0.5, 0.25]);
  });

  it('count beyond the patience on a plateau and up to it before stopping, from a first metric that is always better', () => {
    const counted = (badSteps: number): readonly number[] => [
      exactly((f) => plateauBadSteps(f, { ...plateau, badSteps })),
      exactly((f) => plateauRate(f, { ...plateau, badSteps, rate: 1, factor: 0.5 })),
    ];
    expect([0, 1, 2].map(counted)).toEqual([
      [1, 1],
      [2, 1],
      [0, 0.5],
    ]);
    expect(exactly((f) => plateauRate(f, { ...plateau, rate: 1, factor: 0.5, lrMin: 0.75 }))).toBe(0.75);
    expect(exactly((f) => plateauBest(f, { ...plateau, metric: 0.9999 }))).toBe(1);
    expect(exactly((f) => plateauBest(f, { ...plateau, metric: 0.99 }))).toBe(0.99);
    expect(exactly((f) => plateauBest(f, { ...plateau, metric: 7, t: 1 }))).toBe(7);
    const stops = (wait: number): number => exactly((f) => stoppingStop(f, { ...stopping, wait }));
    expect([0, 1, 2, 3].map(stops)).toEqual([0, 0, 1, 1]);
    expect(exactly((f) => stoppingWait(f, stopping))).toBe(3);
    expect(exactly((f) => stoppingWait(f, { ...stopping, metric: 0.5 }))).toBe(0);
    expect(exactly((f) => stoppingBest(f, { ...stopping, metric: 0.5 }))).toBe(0.5);
    expect(exactly((f) => stoppingBest(f, { ...stopping, metric: 7, t: 1 }))).toBe(7);
  });
});
