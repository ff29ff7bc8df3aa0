import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { LANE } from '../judge/point.ts';
import type { Experiment } from '../stateful/experiment.ts';
import { batchnormArbitrary, batchnormExperiments } from './batchnorm-experiments.ts';
import { hyperparameters, optimizerExperimentArbitrary, optimizerExperiments } from './optimizer-experiments.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const adamw = pages.get('optimizer/adamw')!;
const adam = pages.get('optimizer/adam')!;
const batchnorm = pages.get('normalization/batchnorm')!;
const both: Kernel = { origin: 'native', formats: ['float32'] };

const steps = (experiment: Experiment) =>
  experiment.commands.flatMap((command) => (command.kind === 'step' ? [command.inputs] : []));
const numbersOf = (experiment: Experiment): number[] => [
  ...Object.values(experiment.parameters).flat(),
  ...steps(experiment).flatMap((inputs) => Object.values(inputs).flat()),
];
const isDyadic = (x: number): boolean => Number.isInteger(x * 2 ** 10);

describe('fixed experiments of an optimizer', () => {
  const fixed = optimizerExperiments(adamw, 'float32');

  it('begin with dyadic hyper-parameters and small integers, so that the first steps carry no rounding', () => {
    const exact = fixed.filter(({ id }) => id.startsWith('dyadic'));
    expect(exact.length).toBeGreaterThanOrEqual(2);
    for (const experiment of exact) {
      expect(Object.values(experiment.hyper).every(isDyadic)).toBe(true);
      expect(numbersOf(experiment).every(Number.isInteger)).toBe(true);
    }
  });

  it('never use a hyper-parameter at one value only: a constant in its place cannot hide', () => {
    for (const key of ['lr', 'beta1', 'beta2', 'epsilon', 'weightDecay']) {
      expect(new Set(fixed.map(({ hyper }) => hyper[key])).size).toBeGreaterThanOrEqual(3);
    }
  });

  it('change signs, rest at zero, and change the learning rate in mid-run', () => {
    const columns = steps(fixed[0]!).map((inputs) => inputs.g!);
    expect(columns.length).toBeGreaterThanOrEqual(3);
    expect(columns[0]!.some((g, i) => columns.some((row) => row[i]! * g < 0))).toBe(true);
    expect(columns[0]!.some((_, i) => columns.every((row) => row[i] === 0))).toBe(true);
    expect(fixed.some(({ commands }) => commands.some(({ kind }) => kind === 'set'))).toBe(true);
  });

  it('give a page only the hyper-parameters that it has, and published defaults where nothing is chosen', () => {
    expect(Object.keys(hyperparameters(adam, {})).sort()).toEqual(['beta1', 'beta2', 'epsilon', 'lr']);
    expect(hyperparameters(adamw, { lr: 0.5 })).toMatchObject({ lr: 0.5, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 });
  });
});

describe('random experiments of an optimizer', () => {
  const arbitrary = optimizerExperimentArbitrary(adamw, 'float16');

  it("give every step an input of the parameter's length, in values of the format", () => {
    fc.assert(
      fc.property(arbitrary, (experiment) => {
        const length = experiment.extents.get(LANE);
        expect(experiment.parameters.theta).toHaveLength(length!);
        for (const inputs of steps(experiment)) expect(inputs.g).toHaveLength(length!);
        const format = FORMATS.float16;
        expect(numbersOf(experiment).every((x) => roundNumber(format, x) === x)).toBe(true);
      }),
      { seed: 1 },
    );
  });

  it('shrink to one step on one element', () => {
    const result = fc.check(
      fc.property(arbitrary, () => false),
      { seed: 1 },
    );
    const [smallest] = result.counterexample as [Experiment];
    expect(steps(smallest)).toHaveLength(1);
    expect(smallest.extents.get(LANE)).toBe(1);
    expect(numbersOf(smallest)).toEqual([0, 0]);
  });
});

describe('experiments of batch normalisation', () => {
  const modesOf = (experiment: Experiment) =>
    experiment.commands.flatMap((command) => (command.kind === 'mode' ? [command.mode] : []));

  it('train, evaluate more than once and train again, from loaded statistics', () => {
    for (const experiment of batchnormExperiments(batchnorm, both, 'float32')) {
      expect(experiment.commands[0]!.kind).toBe('load');
      expect(modesOf(experiment)).toEqual(['training', 'inference', 'training', 'inference']);
      expect(experiment.commands.some(({ kind }) => kind === 'restore')).toBe(true);
    }
  });

  it('ask a kernel for no mode that it lacks', () => {
    const inference: Kernel = { ...both, modes: ['inference'] };
    const fixed = batchnormExperiments(batchnorm, inference, 'float32');
    const drawn = fc.sample(batchnormArbitrary(batchnorm, inference, 'float32'), { seed: 1, numRuns: 50 });
    for (const experiment of [...fixed, ...drawn]) expect(modesOf(experiment)).not.toContain('training');
  });

  it('have no channel with a mean of zero in the exact one, where its absence would hide', () => {
    const [exact] = batchnormExperiments(batchnorm, both, 'float32');
    const { n, c, s } = Object.fromEntries(exact!.extents) as Record<'n' | 'c' | 's', number>;
    const training = steps(exact!)[0]!.x!;
    for (let channel = 0; channel < c; channel++) {
      const own = training.filter((_, i) => Math.floor(i / s) % c === channel);
      expect(own).toHaveLength(n * s);
      expect(Math.abs(own.reduce((a, b) => a + b, 0))).toBeGreaterThan(0);
    }
    expect(Math.log2(n * s) % 1).toBe(0);
  });

  it('give tensors of the declared sizes', () => {
    fc.assert(
      fc.property(batchnormArbitrary(batchnorm, both, 'float32'), (experiment) => {
        const { n, c, s } = Object.fromEntries(experiment.extents) as Record<'n' | 'c' | 's', number>;
        for (const { x, gamma, beta } of steps(experiment)) {
          expect(x).toHaveLength(n * c * s);
          expect([gamma!.length, beta!.length]).toEqual([c, c]);
        }
        expect(n).toBeGreaterThanOrEqual(2);
      }),
      { seed: 1 },
    );
  });
});
