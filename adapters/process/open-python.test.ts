import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { encodeHalf } from '../../reference/formats/bits.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { pageInterface } from '../../suites/page-interface.ts';
import { examineAdapter, type Observation } from '../conformance.ts';
import type { Adapter, Instance } from '../contract.ts';
import { numbersOf, tensorOf } from '../tensor.ts';
import { testPages } from '../testing/page-interfaces.ts';
import { openPython, pythonHelper } from './open-python.ts';
import { faultOf } from './testing/open-child.ts';
import { pythonWith } from './testing/python-has.ts';

const noNumpy = pythonWith('numpy') ? false : 'no Python with NumPy is installed';
const noTorch = pythonWith('torch') ? false : 'no Python with PyTorch is installed';

const options = { deadline: 20_000, pages: testPages };
const example = (name: string): string => fileURLToPath(new URL(`../../examples/${name}`, import.meta.url));
const info = { hyper: {}, mode: '' };

const opened: Adapter[] = [];
async function open(path: string): Promise<Adapter> {
  const adapter = await openPython(path, options);
  opened.push(adapter);
  return adapter;
}
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(opened.splice(0).map((adapter) => adapter.close()));
});

const step = async (instance: Instance, theta: readonly number[], g: readonly number[]): Promise<number[]> => {
  const { theta: next } = await instance.step([tensorOf('float64', theta), tensorOf('float64', g)]);
  return [...numbersOf(next!)];
};

describe.skipIf(noNumpy)(`a Python file${noNumpy ? `: skipped, ${noNumpy}` : ''}`, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-python-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const written = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };

  it('with a class is a subject that keeps the contract', async () => {
    const adapter = await open(example('adamw.py'));
    expect(adapter.claims).toEqual(['optimizer/adamw']);
    expect(adapter.scalarFormat).toBe('float64');
    expect(adapter.provenance.version).toMatch(/^sha256:[0-9a-f]{12}$/);
    const faults: Observation[] = [];
    for await (const each of examineAdapter(adapter, testPages)) if (each.level === 'fault') faults.push(each);
    expect(faults).toEqual([]);
  });

  it('shows its state with the number of the step, and goes on from both', async () => {
    const adapter = await open(example('adamw.py'));
    const { create } = adapter.kernels.get('optimizer/adamw')!;
    const hyper = { lr: 0.5, beta1: 0.875, beta2: 1 - 2 ** -10, epsilon: 2, weightDecay: 0.5 };
    const [saved, other] = [await create!(hyper, 'float64'), await create!(hyper, 'float64')];
    await step(saved, [1, -2], [4, 8]);
    const state = await saved.state!();
    expect(Object.fromEntries(Object.entries(state).map(([key, slot]) => [key, [...numbersOf(slot)]]))).toEqual({
      m: [0.5, 1],
      v: [2 ** -6, 2 ** -4],
      t: [1],
    });
    await other.load!(state);
    expect(await step(other, [3, 3], [1, 0])).toEqual(await step(saved, [3, 3], [1, 0]));
  });

  it('with functions of arrays offers them by page, with derivatives, half formats and prints that harm nobody', async () => {
    const text = `
import numpy as np
from assay_subject import from_bfloat16
print('loaded')
claims = ['relu', 'softmax']
format = ['float16', 'bfloat16', 'float32', 'float64']

def relu(x):
    print('relu of', x)
    return np.where(x < 0, 0, x) if x.dtype != np.uint16 else np.where(from_bfloat16(x) < 0, 0, x).astype(np.uint16)

def softmax(x):
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return {'y': e / e.sum(axis=1, keepdims=True)}

kernels = {
    'relu': {'value': relu, 'derivative': lambda x: (x > 0).astype(x.dtype)},
    'softmax': softmax,
    'elu': lambda x, hyper: hyper.alpha * x,
    'tanh': np.tanh,
}
`;
    const adapter = await open(written('kernels.py', text));
    const kernel = (page: string) => adapter.kernels.get(`activation/${page}`)!;
    for (const format of ['float16', 'bfloat16', 'float32', 'float64'] as const) {
      const { y } = await kernel('relu').forward!([tensorOf(format, [-1, 1.5, -0])], info);
      expect(y!.dtype).toBe(format);
      expect([...numbersOf(y!)]).toEqual([0, 1.5, -0]);
    }
    const x = tensorOf('float64', [0, 0, 1, 1], [2, 2]);
    expect([...numbersOf((await kernel('softmax').forward!([x], info)).y!)]).toEqual([0.5, 0.5, 0.5, 0.5]);
    const elu = await kernel('elu').forward!([x], { hyper: { alpha: 3 }, mode: '' });
    expect([...numbersOf(elu.y!)]).toEqual([0, 0, 3, 3]);
    const weights = tensorOf('float64', [2, 2, 2, 2], [2, 2]);
    expect([...numbersOf((await kernel('relu').gradient!([x], weights, info)).x!)]).toEqual([0, 0, 2, 2]);
    expect((await kernel('tanh').forward!([x], info)).y!.shape).toEqual([2, 2]);
  });

  it('rounds a wider result once, to nearest and ties to even, in bfloat16 too', async () => {
    const values = [
      1 + 2 ** -8,
      1 + 3 * 2 ** -8,
      1 + 2 ** -8 + 2 ** -40,
      -1e38,
      3.4e38,
      1e-40,
      1.5e308,
      -0,
      Number.NaN,
    ];
    const text = `import numpy as np\nformat = 'bfloat16'\nkernels = {'relu': lambda x: np.array([${values
      .map((value) => (Number.isNaN(value) ? 'np.nan' : Object.is(value, -0) ? '-0.0' : `${value}`))
      .join(', ')}])}\n`;
    const adapter = await open(written('rounding.py', text));
    const { y } = await adapter.kernels.get('activation/relu')!.forward!(
      [tensorOf('bfloat16', new Array(values.length).fill(0))],
      info,
    );
    const { bfloat16 } = FORMATS;
    expect([...y!.data]).toEqual(values.map((value) => encodeHalf(bfloat16, roundNumber(bfloat16, value))));
  });

  describe('says what is wrong with it', () => {
    const steps: Record<string, [line: string, fault: string, says: RegExp]> = {
      'returns nothing': ['theta - g', 'wrong-type', /returned None \(is a `return` missing\?\) as `theta`/],
      'returns text': ["return 'no'", 'wrong-type', /returned a str \('no'\) as `theta` instead of an array/],
      'returns too few': ['return theta[1:]', 'wrong-length', /returned 1 numbers instead of 2 \(as `theta`\)/],
      'changes theta in place': [
        'theta -= g; return theta',
        'mutated-input',
        /changed the array `theta` of its caller in place; work on a copy \(`theta.copy\(\)`\) and return it$/,
      ],
      'changes theta in place and returns nothing': ['theta -= g', 'mutated-input', /or write `in_place = True`/],
      throws: ['return theta / self.rate', 'threw', /threw AttributeError: there is no .*'rate'.* \(line 13\)/],
      'ends the process': ['import os; os._exit(7)', 'exited', /its process ended with exit code 7/],
    };
    it('in a step', async () => {
      // One file; the learning rate chooses the step.
      const cases = Object.values(steps).map(([line], i) => `    def step${i}(self, theta, g): ${line}\n`);
      const choice = "    def step(self, theta, g): return getattr(self, f'step{int(self.lr)}')(theta, g)\n";
      const text = `import assay_subject\nclaims = 'adamw'\nclass create(assay_subject.Hyper):\n${choice}\n\n\n${cases.join('')}`;
      const adapter = await open(written('step.py', text));
      for (const [i, [name, [, fault, says]]] of Object.entries(steps).entries()) {
        const instance = await adapter.kernels.get('optimizer/adamw')!.create!({ lr: i }, 'float64');
        const failure = await faultOf(step(instance, [1, 2], [3, 4]));
        expect(failure.message, name).toMatch(says);
        expect(failure.fault, name).toBe(fault);
      }
    });

    it('but takes a step in place where it says so', async () => {
      const text = "in_place = True\nclaims = 'adamw'\nclass create(dict):\n    def step(self, theta, g): theta -= g\n";
      const adapter = await open(written('in_place.py', text));
      const instance = await adapter.kernels.get('optimizer/adamw')!.create!({ lr: 1 }, 'float64');
      expect(await step(instance, [1, 2], [3, 4])).toEqual([-2, -2]);
    });

    const imports: Record<string, [text: string, fault: string, says: RegExp]> = {
      'defines nothing known': [
        'def creat(): pass\n',
        'not-a-subject',
        /defines creat, neither `create` nor `kernels`/,
      ],
      'is no Python': ['def f(:\n', 'threw', /threw SyntaxError: .*when it was imported/],
      'imports what nobody has': [
        'import no_such_framework\n',
        'unavailable',
        /no Python could run it; .* ASSAY_PYTHON \(.*No module named 'no_such_framework'/,
      ],
    };
    it.each(Object.entries(imports))('%s', async (_, [text, fault, says]) => {
      const failure = await faultOf(open(written('broken.py', text)));
      expect(failure.message).toMatch(says);
      expect(failure.fault).toBe(fault);
    });
  });

  it('needs an interpreter', async () => {
    vi.stubEnv('ASSAY_PYTHON', 'no-such-python');
    const failure = await faultOf(open(example('adamw.py')));
    expect(failure).toMatchObject({
      fault: 'unavailable',
      message: expect.stringMatching(/no-such-python is not there/),
    });
  });

  it('may be a program that calls serve() itself', async () => {
    const text = `import sys\nsys.path.insert(0, ${JSON.stringify(join(pythonHelper(), '..'))})
import assay_subject, numpy as np
assay_subject.serve(claims='relu', kernels={'relu': lambda x: np.maximum(x, 0)})\n`;
    const { commandFactory } = await import('./open-process.ts');
    const python = pythonWith('numpy')!;
    const adapter = await commandFactory.open(`exec:${python} '${written('program.py', text)}'`, options);
    opened.push(adapter);
    const { y } = await adapter.kernels.get('activation/relu')!.forward!([tensorOf('float64', [-1, 2])], info);
    expect([...numbersOf(y!)]).toEqual([0, 2]);
  });
});

describe.skipIf(noTorch)(`torch.optim${noTorch ? `: skipped, ${noTorch}` : ''}`, () => {
  it('is one subject with a kernel for each of its optimizers, through wrap_torch: state, set, load, instances', async () => {
    const { pages } = loadPages([builtinPagesFolder()]);
    const file = join(pythonHelper(), '..', 'torch_optim.py');
    const adapter = await openPython(file, { ...options, pages: [...pages.values()].map(pageInterface) });
    opened.push(adapter);
    const names = [...adapter.kernels.keys()].map((id) => id.replace('optimizer/', ''));
    expect(names.sort().join(' ')).toBe(
      'adadelta adagrad adam adam-l2 adamax adamw amsgrad momentum nadam nesterov radam rmsprop sgd',
    );
    expect(adapter.provenance.details.torch).toMatch(/^\d/);
    const { create } = adapter.kernels.get('optimizer/adamw')!;
    const hyper = { lr: 0.5, beta1: 0.5, beta2: 0.75, epsilon: 1, weightDecay: 0 };
    const [a, b] = [await create!(hyper, 'float64'), await create!(hyper, 'float64')];
    // t = 1: mHat = g, vHat = g^2, so the step is lr g/(|g| + 1).
    expect(await step(a, [0, 0], [1, -3])).toEqual([-0.25, 0.375]);
    const state = await a.state!();
    expect([...numbersOf(state.m!)]).toEqual([0.5, -1.5]);
    expect([...numbersOf(state.v!)]).toEqual([0.25, 2.25]);
    await b.load!(state);
    expect(await step(b, [1, 1], [2, 2])).toEqual(await step(a, [1, 1], [2, 2]));
    await a.set!({ lr: 0 });
    expect(await step(a, [1, 1], [2, 2])).toEqual([1, 1]);
    expect(await step(b, [1, 1], [2, 2])).not.toEqual([1, 1]);
  });
});
