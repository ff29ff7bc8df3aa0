import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type InseparablePair, separablePatches, separationOf } from '../suites/diagnosis/separations.ts';
import { builtinPages } from './harness/judge-subject.ts';

/**
 * `npm run separations` computes every patch of every page; here one a page is enough to see that a page or an experiment
 * has changed without it: the one a third down the list, so that a new patch above it asks for another.
 */
const recorded = JSON.parse(readFileSync(new URL('../docs/separations.json', import.meta.url), 'utf8')) as Record<
  string,
  InseparablePair[]
>;

const named = ({ a, b }: InseparablePair): string => [a, b].sort().join(' = ');
const stateful = [...builtinPages().values()].filter(({ kind, modes }) => kind === 'stateful' && modes.length === 1);

describe('what the fixed experiments tell apart', () => {
  it('is written down', () => {
    expect(existsSync(new URL('../docs/separations.md', import.meta.url))).toBe(true);
    expect(Object.keys(recorded).every((id) => builtinPages().has(id))).toBe(true);
  });

  it.each(stateful.map((page) => [page.id, page] as const))('has not become less on %s', async (id, page) => {
    const patches = separablePatches(page);
    const patch = patches[Math.floor(patches.length / 3)];
    if (patch === undefined) return;
    const known = new Set((recorded[id] ?? []).map(named));
    const { inseparable } = await separationOf(page, patch, 'float32');
    expect(inseparable.map(named).filter((pair) => !known.has(pair))).toEqual([]);
  });
});
