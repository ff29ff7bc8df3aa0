import { describe, expect, it } from 'vitest';
import type { Instance, Kernel } from '../../adapters/contract.ts';
import { fakeAdapter } from '../../adapters/fakes/fakes.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { classNamed } from '../judge/accuracy-class.ts';
import type { Arithmetic } from '../judge/criterion.ts';
import { LANE } from '../judge/point.ts';
import { describeExperiment, type Experiment } from './experiment.ts';
import { CriterionCache, firstBroken, type JudgedOutput, judgeTrace, reproduces } from './judge-trace.ts';
import { buildModel, sameModel } from './model.ts';
import { runExperiment, stateKeys } from './trace.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const adamw = pages.get('optimizer/adamw')!;
const batchnorm = pages.get('normalization/batchnorm')!;
const arithmetic: Arithmetic = { format: 'float32', scalarFormat: 'float64', flushes: false };
const sound = fakeAdapter('sound').kernels.get('optimizer/adamw')!;
const [dyadic] = optimizerExperiments(adamw, 'float32');

/** A kernel with its instances changed. */
const changed = (
  change: (instance: Required<Pick<Instance, 'step' | 'state'>>) => Instance,
  kernel = sound,
): Kernel => ({
  ...kernel,
  create: async (hyper, format) => {
    const instance = await kernel.create!(hyper, format);
    return change({ step: (inputs) => instance.step(inputs), state: () => instance.state!() });
  },
});

const hide = (kernel: Kernel): Kernel => changed(({ step }) => ({ step }), kernel);
const hidden = hide(sound);

async function judged(kernel: Kernel, patches: readonly string[] = []): Promise<JudgedOutput[]> {
  const trace = await runExperiment(adamw, kernel, dyadic!, 'float32');
  return [...judgeTrace(trace, buildModel(adamw, patches), arithmetic, new CriterionCache(adamw))];
}

describe('a trace', () => {
  it('holds an observation for each step, with everything that can be seen', async () => {
    const trace = await runExperiment(adamw, sound, dyadic!, 'float32');
    expect(trace.observations.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5]);
    const [first, second] = trace.observations;
    expect([...first!.outputs.keys()]).toEqual(['theta']);
    expect([...first!.after!.keys()].sort()).toEqual(['m', 'v']);
    // Parameters go on from what the subject returned; gradients are given.
    expect(second!.inputs.get('theta')).toEqual(first!.outputs.get('theta'));
    expect([...second!.inputs.get('g')!]).toEqual(
      dyadic!.commands[1]!.kind === 'step' ? dyadic!.commands[1]!.inputs.g : [],
    );
  });

  it('has no state where the subject shows none', async () => {
    const trace = await runExperiment(adamw, hidden, dyadic!, 'float32');
    expect(trace.observations.every(({ after }) => after === undefined)).toBe(true);
  });

  it('goes on from the value before where a parameter was lost to NaN', async () => {
    const losing = changed((instance) => ({
      ...instance,
      step: async (inputs) => {
        const { theta } = await instance.step(inputs);
        theta!.data[0] = Number.NaN;
        return { theta: theta! };
      },
    }));
    const trace = await runExperiment(adamw, losing, dyadic!, 'float32');
    expect(trace.observations[0]!.outputs.get('theta')![0]).toBeNaN();
    expect(trace.observations[1]!.inputs.get('theta')![0]).toBe(dyadic!.parameters.theta![0]);
  });

  it('leaves out what a subject cannot be told: a hyper-parameter it does not let change stays what it was', async () => {
    const changing = optimizerExperiments(adamw, 'float32').find(({ id }) => id === 'change of lr')!;
    const deaf = await runExperiment(adamw, sound, changing, 'float32');
    expect(deaf.observations.every(({ hyper }) => hyper.lr === changing.hyper.lr)).toBe(true);
    const hearing = await runExperiment(
      adamw,
      changed((instance) => ({ ...instance, set: () => {} })),
      changing,
      'float32',
    );
    expect(hearing.observations.map(({ hyper }) => hyper.lr)).toEqual([0.5, 0.5, 0.9375, 0.9375, 0.9375]);
    expect(hearing.observations[2]!.interruption).toBe('a change of lr');
  });

  it('names the states that the page itself defines, and no others', () => {
    expect(stateKeys(adamw)).toEqual(['m', 'v']);
    expect(stateKeys(batchnorm)).toEqual(['runningMean', 'runningVariance']);
  });

  it.each([
    ['missing-output', (): Instance['step'] => () => ({})],
    [
      'wrong-length',
      (): Instance['step'] =>
        ([theta]) => ({ theta: { ...theta!, data: theta!.data.slice(1) } }),
    ],
  ])('ends with %s where a step does not return the parameter', async (fault, step) => {
    const broken = changed((instance) => ({ ...instance, step: step() }));
    await expect(runExperiment(adamw, broken, dyadic!, 'float32')).rejects.toMatchObject({ fault });
  });
});

describe('judging a trace', () => {
  it('looks at every equation of every step that can be observed', async () => {
    const all = await judged(sound);
    expect(all.map(({ key, observation }) => `${key}${observation.step}`).sort()).toEqual(
      ['m', 'v', 'theta'].flatMap((key) => [1, 2, 3, 4, 5].map((t) => `${key}${t}`)).sort(),
    );
    expect(all.every(reproduces)).toBe(true);
  });

  it('blames the equation that is wrong and no other: states are read, not carried along', async () => {
    const wrongV = changed((instance) => ({
      ...instance,
      state: async () => {
        const { m, v } = await instance.state();
        v!.data[1]! *= 2;
        return { m: m!, v: v! };
      },
    }));
    const all = await judged(wrongV);
    expect([...new Set(all.filter(({ key }) => key === 'm').map(reproduces))]).toEqual([true]);
    const broken = all.find((one) => !reproduces(one))!;
    expect([broken.key, broken.observation.step, firstBroken(broken)]).toEqual(['v', 1, 1]);
  });

  it('carries hidden state as intervals: the sound subject conforms and the wrong one does not', async () => {
    const all = await judged(hidden);
    expect(all.map(({ key }) => key)).toEqual(['theta', 'theta', 'theta', 'theta', 'theta']);
    expect(all.every(reproduces)).toBe(true);
    const wrong = fakeAdapter('wrong-constant').kernels.get('optimizer/adamw')!;
    expect((await judged(hide(wrong))).some((one) => !reproduces(one))).toBe(true);
  });

  it('follows the model: a wrong subject conforms to the page under its own mistake', async () => {
    const wrong = fakeAdapter('wrong-constant').kernels.get('optimizer/adamw')!;
    const classes = (all: readonly JudgedOutput[]) =>
      new Set(all.flatMap(({ judgement }) => [...judgement.classes].map(classNamed)));
    expect(classes(await judged(wrong))).toContain('fail');
    expect(classes(await judged(wrong, ['no-bias-correction-m']))).not.toContain('fail');
    expect(classes(await judged(sound, ['no-bias-correction-m']))).toContain('fail');
  });
});

describe('a model', () => {
  it('is the same without patches and another with one', () => {
    expect(sameModel(buildModel(adamw, []), buildModel(adamw, []))).toBe(true);
    expect(sameModel(buildModel(adamw, []), buildModel(adamw, ['no-bias-correction-m']))).toBe(false);
  });
});

describe('an experiment in words', () => {
  it('is a script that a person can follow', () => {
    const experiment: Experiment = {
      id: 'example',
      hyper: { lr: 0.5 },
      parameters: { theta: [4] },
      extents: new Map([[LANE, 1]]),
      commands: [
        { kind: 'step', inputs: { g: [1] } },
        { kind: 'set', hyper: { lr: 0.25 } },
        { kind: 'mode', mode: 'inference' },
        { kind: 'load', state: { m: [0] } },
        { kind: 'restore' },
      ],
    };
    expect(describeExperiment(experiment)).toEqual([
      'create({ lr: 0.5 })',
      'start at theta = [4]',
      'step: g = [1]',
      'set({ lr: 0.25 })',
      'mode: inference',
      'load m = [0]',
      'save the state and load it into a new instance',
    ]);
  });
});
