import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../adapters/contract.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { describeHyper, isInDomain, settingsOf } from './settings.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const kernel: Kernel = { origin: 'native', formats: ['float32'] };
const celu = pages.get('activation/celu')!;

describe('the settings of an operator', () => {
  it('are one, empty, where there are no hyper-parameters', () => {
    expect(settingsOf(pages.get('activation/relu')!, kernel, 1)).toEqual([{ hyper: {}, published: true }]);
  });

  it('begin with the published defaults and go on with dyadic values on both sides of 1', () => {
    const [first, second, third] = settingsOf(celu, kernel, 1);
    expect(first).toEqual({ hyper: { alpha: 1 }, published: true });
    expect([second!.hyper.alpha, third!.hyper.alpha]).toEqual([1 / 4, 2]);
  });

  it('lie in the domain, each once, and the drawn ones differ from seed to seed', () => {
    const { domain } = celu.symbols.get('alpha')!;
    const all = [1, 2, 3].map((seed) => settingsOf(celu, kernel, seed));
    for (const settings of all) {
      expect(settings.every(({ hyper }) => isInDomain(hyper.alpha!, domain))).toBe(true);
      expect(new Set(settings.map(({ hyper }) => hyper.alpha)).size).toBe(settings.length);
    }
    expect(new Set(all.map((settings) => describeHyper(settings.at(-1)!.hyper))).size).toBe(3);
  });

  it('keep what a kernel has built in, which is published only where it is the default', () => {
    expect(settingsOf(celu, { ...kernel, hyper: { alpha: 1 } }, 1)).toEqual([{ hyper: { alpha: 1 }, published: true }]);
    expect(settingsOf(celu, { ...kernel, hyper: { alpha: 3 } }, 1)).toEqual([
      { hyper: { alpha: 3 }, published: false },
    ]);
  });
});
