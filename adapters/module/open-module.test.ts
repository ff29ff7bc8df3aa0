import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type Adapter, AdapterError, type Tensor } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { moduleFactory, openModule } from './open-module.ts';
import { faultNames } from './testing/faulty-steps.ts';

const GENEROUS = 20_000;
const opened: Adapter[] = [];

async function open(name: string, deadline = GENEROUS): Promise<Adapter> {
  const path = fileURLToPath(new URL(`./testing/${name}.ts`, import.meta.url));
  const adapter = await openModule(path, { deadline, pages: testPages });
  opened.push(adapter);
  return adapter;
}

afterEach(async () => {
  for (const adapter of opened.splice(0)) await adapter.close();
});

const float64 = (...values: number[]): Tensor => tensorOf('float64', values);
const info = { hyper: {}, mode: '' };
const hyper = { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2, weightDecay: 0.5 };

/** The AdapterError that a promise rejects with, its path shortened to the file's name. */
async function faultOf(promise: Promise<unknown> | unknown): Promise<{ fault: string; message: string }> {
  const error = await Promise.resolve(promise).then(
    (value) => expect.fail(`resolved with ${JSON.stringify(value)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AdapterError)) throw error;
  expect(error.message).not.toContain('\n');
  return { fault: error.fault, message: error.message.replace(/^\S*\/(\S+\.ts): /, '$1: ') };
}

describe('a stateful module', () => {
  it('steps, shows its state without a further message, and takes another state', async () => {
    const adapter = await open('adamw');
    expect(adapter.claims).toEqual(['optimizer/adamw']);
    expect([...adapter.kernels.keys()]).toEqual(['optimizer/adamw']);
    expect(adapter.scalarFormat).toBe('float32');
    const instance = await adapter.kernels.get('optimizer/adamw')!.create!(hyper, 'float64');
    const { theta } = await instance.step([float64(1, -2), float64(4, 8)]);
    const { m, v } = await instance.state!();
    expect([...numbersOf(m!)]).toEqual([0.5, 1]);
    expect([...numbersOf(v!)]).toEqual([2 ** -6, 2 ** -4]);
    // t = 1: mHat = g, vHat = g^2, so u = g / (|g| + 2).
    expect([...numbersOf(theta!)]).toEqual([1 - 0.5 * (4 / 6 + 0.5), -2 - 0.5 * (8 / 10 - 1)]);
    await instance.load!({ m: float64(0, 0), v: float64(0, 0) });
    expect([...numbersOf((await instance.state!()).m!)]).toEqual([0, 0]);
    await instance.set!({ lr: 0 });
    const { theta: still } = await instance.step([float64(1, -2), float64(4, 8)]);
    expect([...numbersOf(still!)]).toEqual([1, -2]);
  });

  it('is given back the number of the step that it shows, as a number', async () => {
    const adapter = await open('../../../examples/adamw');
    const { create } = adapter.kernels.get('optimizer/adamw')!;
    const [one, other] = [await create!(hyper, 'float64'), await create!(hyper, 'float64')];
    await one.step([float64(1, -2), float64(4, 8)]);
    const second = [float64(1, -2), float64(1, 2)];
    const saved = await one.state!();
    expect([...numbersOf(saved.t!)]).toEqual([1]);
    await other.load!(saved);
    expect(numbersOf((await other.step(second)).theta!)).toEqual(numbersOf((await one.step(second)).theta!));
    expect([...numbersOf((await other.state!()).t!)]).toEqual([2]);
  });

  it('answers commands in order when they are sent without waiting', async () => {
    const adapter = await open('adamw');
    const { create } = adapter.kernels.get('optimizer/adamw')!;
    const [a, b] = await Promise.all([create!(hyper, 'float64'), create!(hyper, 'float64')]);
    const steps = [1, 2, 3].map((g) => [
      a.step([float64(0), float64(g)]),
      a.state!(),
      b.step([float64(0), float64(-g)]),
    ]);
    const results = await Promise.all(steps.flat());
    const slots = [1, 4, 7].map((i) => numbersOf(results[i]!.m!)[0]);
    expect(slots).toEqual([0.125, 0.359375, 0.689453125]);
    expect([0, 3, 6].map((i) => numbersOf(results[i]!.theta!)[0])).toEqual(
      [2, 5, 8].map((i) => -numbersOf(results[i]!.theta!)[0]!),
    );
  });

  it('keeps the arrays of the caller and the format asked for', async () => {
    const adapter = await open('adamw');
    const instance = await adapter.kernels.get('optimizer/adamw')!.create!(hyper, 'float32');
    const theta = tensorOf('float32', [1, 2, 3, 4], [2, 2]);
    const g = tensorOf('float32', [0.1, 0.2, 0.3, 0.4], [2, 2]);
    const outputs = await instance.step([theta, g]);
    expect(outputs.theta).toMatchObject({ dtype: 'float32', shape: [2, 2] });
    expect(outputs.theta!.data).toBeInstanceOf(Float32Array);
    expect(theta.data).toEqual(new Float32Array([1, 2, 3, 4]));
    expect((await instance.state!()).v).toMatchObject({ dtype: 'float32', shape: [2, 2] });
  });

  it('may be a default class, which claims nothing and is offered for every optimizer', async () => {
    const adapter = await open('default-class');
    expect(adapter.claims).toEqual([]);
    expect([...adapter.kernels.keys()].sort()).toEqual(['optimizer/adam', 'optimizer/adam-l2', 'optimizer/adamw']);
    const instance = await adapter.kernels.get('optimizer/adam')!.create!({ lr: 0.5 }, 'float64');
    expect(instance.state).toBeUndefined();
    expect([...numbersOf((await instance.step([float64(1, 2), float64(2, 2)])).theta!)]).toEqual([0, 1]);
  });
});

describe('a stateless module', () => {
  it('runs scalar kernels over the batch and passes special values through', async () => {
    const adapter = await open('default-object');
    const x = tensorOf('float32', [0, -0, 1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], [2, 3]);
    const { y } = await adapter.kernels.get('activation/tanh')!.forward!([x], info);
    expect(y).toMatchObject({ dtype: 'float32', shape: [2, 3] });
    expect([...numbersOf(y!)]).toEqual([0, -0, Math.fround(Math.tanh(1)), Number.NaN, 1, -1]);
    const cotangent = tensorOf('float32', [2, 2, 2, 2, 2, 2], [2, 3]);
    const { x: slope } = await adapter.kernels.get('activation/tanh')!.gradient!([x], cotangent, info);
    expect(numbersOf(slope!)[0]).toBe(2);
    expect(adapter.kernels.get('activation/sigmoid')!.gradient).toBeUndefined();
  });

  it('gives tensor kernels the shapes and schedules the hyper-parameters', async () => {
    const adapter = await open('tensors');
    const x = tensorOf('float64', [0, 0, 1, 1], [2, 2]);
    const softmax = adapter.kernels.get('activation/softmax')!;
    expect([...numbersOf((await softmax.forward!([x], info)).y!)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const cotangent = tensorOf('float64', [1, 0, 1, 1], [2, 2]);
    expect([...numbersOf((await softmax.gradient!([x], cotangent, info)).x!)]).toEqual([0.25, -0.25, 0, 0]);
    const schedule = adapter.kernels.get('schedule/cosine-warmup')!;
    const settings = { lrMax: 1, warmupSteps: 2, totalSteps: 4 };
    const { lr } = await schedule.forward!([float64(0, 1, 2, 4)], { hyper: settings, mode: '' });
    expect([...numbersOf(lr!)]).toEqual([0, 0.5, 1, 0]);
  });

  it('sees half formats as numbers in scalar kernels and as bits in tensor kernels', async () => {
    const adapter = await open('half');
    for (const format of ['float16', 'bfloat16'] as const) {
      const x = tensorOf(format, [-1, 1.5]);
      const relu = await adapter.kernels.get('activation/relu')!.forward!([x], info);
      expect([...numbersOf(relu.y!)]).toEqual([0, 1.5]);
      const tanh = await adapter.kernels.get('activation/tanh')!.forward!([x], info);
      expect([...numbersOf(tanh.y!)]).toEqual([1, 1.5]);
      expect(await faultOf(adapter.kernels.get('activation/sigmoid')!.forward!([x], info))).toEqual({
        fault: 'wrong-type',
        message: `half.ts: activation/sigmoid forward returned 0.5 as element 0; ${format} travels as 16-bit patterns, integers from 0 to 65535`,
      });
    }
  });
});

describe('a module that cannot be opened says why', () => {
  const cases = {
    'throws-on-import': ['threw', 'the module threw RangeError: no setting is called scale (line 4)'],
    'exits-on-import': ['exited', 'the module ended its thread (process.exit with code 7?)'],
    'exports-nothing-known': [
      'not-a-subject',
      /exports `kernel`, `name`, neither `create` nor `kernels`; did you mean `kernels`\?/,
    ],
    'claims-unknown-page': [
      'not-a-subject',
      /names `adamv` in `claims`, and no page is called so; did you mean `adam` or `adamw`\?/,
    ],
    'claims-without-kernel': ['not-a-subject', /claims activation\/tanh but exports no kernel for it; write/],
  } as const;
  it.each(Object.entries(cases))('%s', async (name, [fault, says]) => {
    const failure = await faultOf(open(name));
    expect(failure.fault).toBe(fault);
    if (typeof says === 'string') expect(failure.message).toBe(`${name}.ts: ${says}`);
    else expect(failure.message).toMatch(says);
  });

  it('and the last that it wrote to stderr is kept', async () => {
    await expect(open('exits-on-import')).rejects.toMatchObject({ detail: 'no configuration found' });
  });

  it('loops-on-import', async () => {
    expect((await faultOf(open('loops-on-import', 100))).message).toMatch(/did not finish its import within 1000 ms/);
  });

  it('missing file', async () => {
    expect(await faultOf(open('no-such-file'))).toMatchObject({
      fault: 'unavailable',
      message: /there is no such file/,
    });
  });
});

describe('a faulty step costs that call only', () => {
  const expected: Record<string, [string, RegExp]> = {
    'throws an Error': ['threw', /step\(\) at step 1 threw TypeError: theta is not iterable \(line 7\)/],
    'throws a string': ['threw', /threw a string \("no luck"\), which is no Error/],
    'returns undefined': [
      'wrong-type',
      /returned undefined instead of an array of 2 numbers \(is a `return` missing\?\)/,
    ],
    'returns null': ['wrong-type', /returned null instead of/],
    'returns a string': ['wrong-type', /returned a string \("0.5"\)/],
    'returns too few': ['wrong-length', /returned 1 numbers instead of 2/],
    'returns too many': ['wrong-length', /returned 3 numbers instead of 2/],
    'returns nested arrays': ['wrong-type', /element 0 is an array; return one flat array in row-major order/],
    'returns strings in an array': ['wrong-type', /element 0 is a string \("1"\)/],
    'returns holes': ['wrong-type', /element 0 is undefined/],
    'returns a BigInt array': ['wrong-type', /returned a BigInt64Array/],
    'returns another key': ['missing-output', /an object with keys \{parameters\}, where `theta` is missing/],
    rejects: ['threw', /threw Error: rejected/],
    'changes theta in place': ['mutated-input', /changed the array `theta` of its caller in place/],
    'changes g in place': ['mutated-input', /changed the array `g` of its caller in place/],
    'exits the process': ['exited', /ended its thread \(process.exit with code 3\?\)/],
    'exhausts the heap': ['exited', /used more than 1024 MiB of heap/],
    'throws later': ['threw', /threw Error: thrown from a timer/],
  };
  /** These end the thread, and with it the instances on it. */
  const fatal = ['exits the process', 'exhausts the heap', 'throws later'];
  const settings = (name: string) => ({ fault: faultNames.indexOf(name) });
  const two = [float64(1, 2), float64(3, 4)];

  it('whatever it is', async () => {
    const adapter = await open('faulty-steps');
    const { create } = adapter.kernels.get('optimizer/adamw')!;
    for (const [name, [fault, says]] of Object.entries(expected)) {
      const instance = await create!(settings(name), 'float64');
      const other = await create!(settings('fine'), 'float64');
      const failure = await faultOf(instance.step(two));
      expect(failure.fault, name).toBe(fault);
      expect(failure.message, name).toMatch(says);
      if (fatal.includes(name)) expect((await faultOf(other.step(two))).fault, name).toBe('exited');
      else expect([...numbersOf((await other.step(two)).theta!)], name).toEqual([1, 2]);
      const fresh = await create!(settings('fine'), 'float64');
      expect([...numbersOf((await fresh.step(two)).theta!)], name).toEqual([1, 2]);
    }
  }, 120_000);

  it.each(['never resolves', 'loops for ever'])(
    '%s: stopped at the deadline, and the next call works',
    async (name) => {
      const adapter = await open('faulty-steps', 1000);
      const { create } = adapter.kernels.get('optimizer/adamw')!;
      const stuck = await create!(settings(name), 'float64');
      const bystander = await create!(settings('fine'), 'float64');
      const failures = await Promise.all([faultOf(stuck.step(two)), faultOf(bystander.step(two))]);
      expect(failures[0]).toMatchObject({
        fault: 'timeout',
        message: expect.stringMatching(/did not return within 1000 ms/),
      });
      expect(failures[1]).toMatchObject({
        fault: 'exited',
        message: expect.stringMatching(/thread that held its state is gone/),
      });
      const fresh = await create!(settings('fine'), 'float64');
      expect([...numbersOf((await fresh.step(two)).theta!)]).toEqual([1, 2]);
    },
  );

  it('unless it only takes its time: a Promise that resolves is an answer', async () => {
    const adapter = await open('faulty-steps');
    const instance = await adapter.kernels.get('optimizer/adamw')!.create!(settings('resolves'), 'float64');
    expect([...numbersOf((await instance.step(two)).theta!)]).toEqual([1, 2]);
  });
});

describe('faulty factories and kernels', () => {
  it('name the page and the method', async () => {
    const adapter = await open('faulty-factories');
    const create = (name: string) => adapter.kernels.get(`optimizer/${name}`)!.create!({}, 'float64');
    expect(await faultOf(create('adam'))).toEqual({
      fault: 'wrong-type',
      message:
        'faulty-factories.ts: optimizer/adam create() returned an object with keys {update}; return an object with step(theta, g)',
    });
    expect((await faultOf(create('adamw'))).message).toMatch(
      /optimizer\/adamw create\(\) threw Error: lr must be positive/,
    );
    const instance = await create('adam-l2');
    expect([...numbersOf((await instance.step([float64(1), float64(1)])).theta!)]).toEqual([1]);
    expect(await faultOf(instance.state!())).toMatchObject({
      fault: 'missing-output',
      message: expect.stringMatching(/state\(\) after step 1 .* none of the slots m, v is found/),
    });
  });

  it('cost the batch they stand in, and stateless calls behind a stopped one are given to the next thread', async () => {
    const adapter = await open('faulty-kernels', 1000);
    const call = (name: string, ...x: number[]) =>
      adapter.kernels.get(`activation/${name}`)!.forward!([float64(...x)], info);
    expect((await faultOf(call('sigmoid', 1))).message).toMatch(/returned a string \("1"\) for 1 instead of a number/);
    expect((await faultOf(call('tanh', 1))).message).toMatch(/returned a Promise for 1 instead of a number/);
    expect((await faultOf(call('relu', 1, 3))).message).toMatch(/threw RangeError: x = 3 is too large \(line 5\)/);
    for (const [name, fault] of [
      ['gelu', 'timeout'],
      ['gelu-tanh', 'exited'],
    ] as const) {
      const [lost, behind] = await Promise.all([faultOf(call(name, 1)), call('relu', 2)]);
      expect(lost.fault).toBe(fault);
      expect([...numbersOf(behind.y!)]).toEqual([2]);
    }
  });
});

describe('moduleFactory', () => {
  it('matches paths of modules and no backend', () => {
    expect(['./a.ts', 'b.mjs', '/c/d.js', 'e.cts'].every(moduleFactory.matches)).toBe(true);
    expect(['tfjs:cpu', 'reference', './notes.md'].some(moduleFactory.matches)).toBe(false);
  });
});
