import { describe, expect, it } from 'vitest';
import { testPages } from '../testing/page-interfaces.ts';
import { ModuleFailure } from './module-failure.ts';
import { readModule } from './read-module.ts';

const read = (namespace: Record<string, unknown>) => readModule(namespace, testPages);
const step = () => ({ step: () => [] });
const identity = (x: number) => x;

function refusal(namespace: Record<string, unknown>): string {
  try {
    read(namespace);
  } catch (error) {
    if (!(error instanceof ModuleFailure)) throw error;
    expect(error.failure.fault).toBe('not-a-subject');
    return error.message;
  }
  return expect.fail('the module was accepted');
}

class Momentum {
  step() {
    return [];
  }
}

class Nesterov extends Momentum {}

describe('readModule', () => {
  it('takes ids and short names alike', () => {
    const { description } = read({
      claims: ['activation/tanh', 'relu'],
      kernels: { tanh: identity, 'activation/relu': identity },
    });
    expect(description.claims).toEqual(['activation/tanh', 'activation/relu']);
    expect([...description.kernels.keys()]).toEqual(['activation/tanh', 'activation/relu']);
  });

  it('computes scalars in float64 where all formats are float64, else in float32, unless told', () => {
    expect(read({ create: step }).description).toMatchObject({ formats: ['float64'], scalarFormat: 'float64' });
    expect(read({ create: step, format: 'float32' }).description.scalarFormat).toBe('float32');
    expect(read({ create: step, format: 'float32', scalarFormat: 'float64' }).description.scalarFormat).toBe('float64');
  });

  it('finds its parts behind default exports, once or twice wrapped', () => {
    const inner = { claims: 'tanh', kernels: { tanh: identity } };
    for (const namespace of [inner, { default: inner }, { default: { default: inner } }]) {
      expect(read(namespace).description.claims).toEqual(['activation/tanh']);
    }
  });

  it('takes a class with step as create, exported under any name', () => {
    for (const namespace of [{ create: Momentum }, { default: Momentum }, { Momentum }]) {
      const create = read(namespace).kernels.get('optimizer/adam')!.create!;
      expect(create({})).toBeInstanceOf(Momentum);
    }
    expect(refusal({ Momentum, Nesterov })).toMatch(
      /several classes with step \(Momentum, Nesterov\); export one as `create`/,
    );
  });

  it('offers create for the claimed pages that keep state, and for every optimizer where nothing is claimed', () => {
    expect([...read({ claims: 'batchnorm', create: step }).kernels.keys()]).toEqual(['normalization/batchnorm']);
    expect([...read({ create: step }).kernels.keys()]).toEqual([
      'optimizer/adam',
      'optimizer/adamw',
      'optimizer/adam-l2',
    ]);
  });

  it('offers what each part can do', () => {
    const kernels = {
      tanh: { value: identity, derivative: identity },
      relu: { forward: identity },
      softmax: identity,
      adamw: { create: step },
      adam: step,
    };
    const abilities = read({ kernels }).description.kernels;
    expect(abilities.get('activation/tanh')).toEqual({ forward: true, gradient: true, create: false });
    expect(abilities.get('activation/relu')).toEqual({ forward: true, gradient: false, create: false });
    expect(abilities.get('activation/softmax')).toEqual({ forward: true, gradient: false, create: false });
    expect(abilities.get('optimizer/adamw')).toEqual({ forward: false, gradient: false, create: true });
    expect(abilities.get('optimizer/adam')).toEqual({ forward: false, gradient: false, create: true });
  });

  const refused: [string, Record<string, unknown>, RegExp][] = [
    ['nothing', {}, /exports nothing, neither `create` nor `kernels`; write `export const claims/],
    ['a misspelt name', { creat: step }, /did you mean `create`\?/],
    ['an unknown format', { create: step, format: 'float8' }, /`format` "float8"; the formats are float16, bfloat16/],
    [
      'claims that are no names',
      { claims: 7, create: step },
      /exports number 7 as `claims`; make it a string or a list/,
    ],
    ['a create that cannot be called', { create: {} }, /as `create`; make it a function/],
    ['a class without step', { create: class Idle {} }, /the class Idle, which has no method step/],
    ['kernels that are no table', { kernels: 'tanh' }, /as `kernels`; make it an object by page name/],
    [
      'a kernel that is no function',
      { kernels: { tanh: 1 } },
      /number 1 as kernels.tanh; make it a function or \{ value, derivative \}/,
    ],
    [
      'a kernel of unknown parts',
      { kernels: { softmax: { run: identity } } },
      /no part is known; write \{ forward, gradient \}/,
    ],
    ['a part that is no function', { kernels: { tanh: { value: 1 } } }, /number 1 as kernels.tanh.value/],
    ['a scalar for a tensor page', { kernels: { softmax: { value: identity } } }, /softmax is not elementwise/],
    ['an unknown page', { kernels: { sigmod: identity } }, /`sigmod` in `kernels`.*did you mean `sigmoid`/],
    [
      'create for a page without state',
      { claims: 'tanh', create: step },
      /claims activation\/tanh, which keeps no state/,
    ],
  ];
  it.each(refused)('refuses %s and says what to write', (_, namespace, says) => {
    expect(refusal(namespace)).toMatch(says);
  });
});
