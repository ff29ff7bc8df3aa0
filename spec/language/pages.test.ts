import { describe, expect, it } from 'vitest';
import { inlineSystem } from './inline.ts';
import { builtinPagesFolder, examinePages, findPage, loadPage } from './load-page.ts';
import { sameNormalForm } from './normal-form.ts';
import { accuracySystem, applyPatches } from './patch.ts';
import { formatRational } from './rational.ts';

const { pages, problems } = examinePages([builtinPagesFolder()]);

const IDS = [
  'activation/celu',
  'activation/elu',
  'activation/gelu',
  'activation/gelu-tanh',
  'activation/hard-sigmoid',
  'activation/hard-swish',
  'activation/leaky-relu',
  'activation/log-sigmoid',
  'activation/mish',
  'activation/quick-gelu',
  'activation/relu',
  'activation/relu6',
  'activation/selu',
  'activation/sigmoid',
  'activation/silu',
  'activation/softmax',
  'activation/softplus',
  'activation/softsign',
  'activation/step',
  'activation/swish',
  'activation/tanh',
  'elementary/erf',
  'elementary/exp',
  'elementary/expm1',
  'elementary/log1p',
  'normalization/batchnorm',
  'optimizer/adam',
  'optimizer/adam-l2',
  'optimizer/adamw',
  'schedule/cosine-warmup',
];

describe('the pages of the project', () => {
  it('load without a problem', () => {
    expect(problems.map(String)).toEqual([]);
    expect([...pages.keys()].sort()).toEqual(expect.arrayContaining(IDS));
  });

  it('are found by id and by short name', () => {
    expect(findPage(pages, 'adamw').id).toBe('optimizer/adamw');
    expect(findPage(pages, 'activation/gelu').id).toBe('activation/gelu');
    expect(() => findPage(pages, 'adamx')).toThrow(/there is no page "adamx"; the pages are .*optimizer\/adamw/);
  });

  it.each(IDS)('%s: no accuracy form and no algorithm differs from the definition', (id) => {
    const page = findPage(pages, id);
    for (const mode of page.modes) {
      const definition = inlineSystem(page, applyPatches(page, mode, []), { keepStates: true });
      const others = [...page.patches.values()]
        .filter(({ kind }) => kind === 'algorithm')
        .map(({ id: patch }) => patch);
      const systems = others.map((patch) => applyPatches(page, mode, [patch]));
      for (const system of [accuracySystem(page, mode), ...systems])
        for (const [key, expression] of inlineSystem(page, system, { keepStates: true })) {
          const own = definition.get(key);
          expect(own && sameNormalForm(own, expression), `${id} ${key}`).not.toBe('different');
        }
    }
  });

  it.each([
    ['activation/sigmoid', 'half-tanh'],
    ['activation/gelu', 'from-erf'],
    ['activation/gelu-tanh', 'factored-cube'],
    ['activation/softmax', 'shifted-by-maximum'],
    ['activation/tanh', 'from-sigmoid'],
    ['optimizer/adamw', 'folded-bias-correction'],
    ['optimizer/adamw', 'decay-first'],
    ['normalization/batchnorm', 'one-pass-variance'],
    ['normalization/batchnorm', 'folded-training'],
  ])('%s: %s is proved equal to the definition', (id, patch) => {
    const page = findPage(pages, id);
    const mode = page.modes[0] ?? '';
    const definition = inlineSystem(page, applyPatches(page, mode, []), { keepStates: true });
    for (const [key, expression] of inlineSystem(page, applyPatches(page, mode, [patch]), { keepStates: true })) {
      const own = definition.get(key);
      expect(own && sameNormalForm(own, expression)).toBe('equal');
    }
  });

  it('keep the agreed names of adamw', () => {
    const page = findPage(pages, 'adamw');
    expect(page.call).toEqual(['theta', 'g']);
    expect([...(page.systems.get('')?.equations.keys() ?? [])]).toEqual(['m', 'v', 'mHat', 'vHat', 'd', 'u', 'theta']);
    const epsilon = page.symbols.get('epsilon')?.defaults.get('pytorch');
    expect(epsilon && formatRational(epsilon)).toBe('1/100000000');
  });

  it('give adam no decay and only patches that make sense for it', () => {
    const adam = findPage(pages, 'adam');
    expect(adam.symbols.has('weightDecay')).toBe(false);
    expect(adam.base?.page).toBe('optimizer/adamw');
    expect(adam.patches.has('epsilon-hat')).toBe(true);
    expect(adam.patches.has('decay-first')).toBe(false);
  });

  it('give adam-l2 the mistakes of adamw with the penalty in their gradient', () => {
    const page = findPage(pages, 'adam-l2');
    expect(page.patches.get('absolute-gradient')?.replacements.get('v')?.latex).toBe(
      'v_t = \\beta_2 v_{t-1} + (1 - \\beta_2) \\lvert G_t \\rvert',
    );
    expect(page.patches.get('no-first-moment')?.replacements.get('u')?.latex).toBe('u_t = \\frac{G_t}{d_t}');
    expect(page.patches.has('no-decay')).toBe(false);
  });

  it('keep one name for a default that a mistake states too', () => {
    for (const id of ['adamw', 'adam', 'adam-l2']) {
      expect(findPage(pages, id).patches.has('epsilon-fixed')).toBe(true);
      expect(findPage(pages, id).patches.has('default-epsilon-paper')).toBe(false);
    }
  });

  it('take the first sentence of an entry as its title and the rest as the reason', () => {
    const patch = findPage(pages, 'adamw').patches.get('epsilon-fixed');
    expect(patch?.title).toBe('Epsilon is always 1e-8, whatever the caller asked for');
    expect(patch?.why).toBe('The constant was written into the formula.');
  });

  it('name the patches of every published default', () => {
    const patch = findPage(pages, 'adamw').patches.get('default-epsilon-keras');
    const value = patch?.fixed.get('epsilon');
    expect(value && formatRational(value)).toBe('1/10000000');
  });

  it('load alone as they load together, base page included', () => {
    const alone = loadPage(findPage(pages, 'adam').file);
    expect(alone.problems).toEqual([]);
    expect(alone.page?.digest).toBe(findPage(pages, 'adam').digest);
  });
});
