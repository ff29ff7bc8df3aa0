import { describe, expect, it } from 'vitest';
import type { Kernel } from '../../adapters/contract.ts';
import { FORMATS } from '../../reference/formats/format.ts';
import { pack, unpack } from '../../reference/formats/storage.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { optimizerExperiments } from '../generate/optimizer-experiments.ts';
import { findBehaviour } from './behaviour.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const page = pages.get('optimizer/sgd')!;

/** Gradient descent with a gradient that has gone through `see`. */
function sgd(see: (gradients: readonly number[]) => readonly number[]): Kernel {
  return {
    origin: 'native',
    formats: ['float64'],
    create: ({ lr }) => ({
      step: ([theta, g]) => {
        const gradients = see([...unpack(FORMATS.float64, g!.data)]);
        const moved = unpack(FORMATS.float64, theta!.data).map((x, i) => x - lr! * gradients[i]!);
        return { theta: { dtype: 'float64', shape: [moved.length], data: pack(FORMATS.float64, moved) } };
      },
    }),
  };
}

async function says(see: (gradients: readonly number[]) => readonly number[]): Promise<string | undefined> {
  const [plain] = optimizerExperiments(page, 'float64');
  const arithmetic = { format: 'float64', scalarFormat: 'float64', flushes: false } as const;
  const found = await findBehaviour(page, sgd(see), plain!, arithmetic);
  return found?.kind === 'behaviour' ? found.diagnosis.says : undefined;
}

const mean = (g: readonly number[]): number => g.reduce((a, b) => a + b, 0) / g.length;

describe('what an answer depends on', () => {
  it('is the data of its own element alone', async () => {
    expect(await says((g) => g)).toBeUndefined();
  });

  it('is said to be the place where equal elements of one vector differ, at whatever length', async () => {
    // Whole registers of four, then a remainder: a vector of 4 has no place that differs from another.
    const first = (g: readonly number[]) => g.length - (g.length % 4);
    expect(await says((g) => g.map((x, i) => (i < first(g) ? 2 * x : x)))).toContain('where an element stands');
  });

  it('is said to be the length where equal elements agree in each vector', async () => {
    expect(await says((g) => g.map((x) => x / g.length))).toContain('length of the vector');
  });

  it.each<[string, (gradients: readonly number[]) => readonly number[]]>([
    ['their largest', (g) => g.map(() => Math.max(...g.map(Math.abs)))],
    ['their mean', (g) => g.map(() => mean(g))],
  ])('is said to be the other elements where only these change it: %s', async (_, see) => {
    expect(await says(see)).toContain('depends on the other elements');
  });
});
