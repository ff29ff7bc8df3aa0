import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { type Aspect, examineAdapter, type Observation } from './conformance.ts';
import type { Adapter } from './contract.ts';
import { type FakeName, fakeAdapter, fakeNames } from './fakes/fakes.ts';
import { openSubject } from './registry.ts';
import { testPages } from './testing/page-interfaces.ts';

const opened: Adapter[] = [];
afterEach(async () => {
  for (const adapter of opened.splice(0)) await adapter.close();
});

async function examine(adapter: Adapter): Promise<Observation[]> {
  const observations: Observation[] = [];
  for await (const each of examineAdapter(adapter, testPages)) observations.push(each);
  return observations;
}

const at = (level: Observation['level'], observations: readonly Observation[]): Observation[] =>
  observations.filter((each) => each.level === level);

describe('examineAdapter', () => {
  const wellBehaved = ['sound', 'wrong-constant', 'slow', 'nan'] as const;
  it('finds nothing in a sound fake, whose numbers may be wrong or slow', async () => {
    for (const name of wellBehaved) {
      const observations = await examine(fakeAdapter(name));
      expect(at('fault', observations), name).toEqual([]);
      expect(at('property', observations), name).toEqual([]);
      const aspects = new Set(observations.map(({ aspect }) => aspect));
      expect(aspects.size, name).toBe(11);
    }
  }, 60_000);

  const faults: Partial<Record<FakeName, [Aspect, RegExp]>> = {
    nondeterministic: ['determinism', /gives different bits for the same inputs/],
    'shared-state': ['independent instances', /is changed by the steps of another one/],
    mutating: ['inputs untouched', /changed its caller's `x` in place/],
    'wrong-shape': ['shapes', /`y` has shape \[67, 1\] instead of \[67\]/],
    'wrong-dtype': ['shapes', /`y` is float64 where float32 went in/],
    'missing-output': ['shapes', /`y` is missing among \{output\}/],
    'loses-nan': ['special values', /NaN does not come back from any operator/],
    'impure-state': ['state', /reading the state changes the steps after it/],
    'deaf-load': ['state', /a state that was loaded is not the state that is read/],
    'claims-what-it-lacks': ['handshake', /it claims activation\/gelu but offers no kernel for it/],
  };
  it.each(Object.entries(faults))('finds the fault of %s', async (name, [aspect, says]) => {
    const found = at('fault', await examine(fakeAdapter(name as FakeName)));
    expect(found.map((each) => each.says)).toContainEqual(expect.stringMatching(says));
    expect(found.map((each) => each.aspect)).toContain(aspect);
  });

  const properties: Partial<Record<FakeName, [Aspect, RegExp]>> = {
    'flush-to-zero': ['subnormals', /subnormals become zero in activation\/tanh, activation\/relu \(FTZ or DAZ\)/],
    'vector-differs': ['scalar and vector', /gives 64 of 67 values other bits alone than among others/],
    'throws-on-empty': ['lengths', /refuses a tensor without elements/],
  };
  it.each(Object.entries(properties))(
    'reports the property of %s without calling it a fault',
    async (name, [aspect, says]) => {
      const observations = await examine(fakeAdapter(name as FakeName));
      expect(at('fault', observations)).toEqual([]);
      const found = at('property', observations);
      expect(found.map((each) => each.says)).toContainEqual(expect.stringMatching(says));
      expect(new Set(found.map((each) => each.aspect))).toEqual(new Set([aspect]));
    },
  );

  it('has a test for every fake', () => {
    const tested = [...wellBehaved, ...Object.keys(faults), ...Object.keys(properties)];
    expect(tested.sort()).toEqual([...fakeNames].sort());
  });

  it.each(['tfjs:cpu', 'tfjs:wasm', 'onnxruntime:cpu'])('finds %s sound', async (name) => {
    const adapter = await openSubject(name, { deadline: 20_000, pages: testPages });
    opened.push(adapter);
    const observations = await examine(adapter);
    expect(at('fault', observations)).toEqual([]);
    expect(observations.length).toBeGreaterThan(50);
  });

  it.each(['adamw', 'default-object', 'tensors'])('finds the module %s sound', async (name) => {
    const path = fileURLToPath(new URL(`./module/testing/${name}.ts`, import.meta.url));
    const adapter = await openSubject(path, { deadline: 20_000, pages: testPages });
    opened.push(adapter);
    expect(at('fault', await examine(adapter))).toEqual([]);
  });
});
