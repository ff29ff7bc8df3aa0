import { describe, expect, it } from 'vitest';
import { AdapterError } from './contract.ts';
import { listSubjects, openSubject, UnknownSubject } from './registry.ts';

const options = { deadline: 5000, pages: [] };
const failure = (name: string) => openSubject(name, options).catch((error: unknown) => error);

describe('openSubject', () => {
  it('suggests the backend that was meant', async () => {
    const error = await failure('tfsj:cpu');
    expect(error).toBeInstanceOf(UnknownSubject);
    expect((error as Error).message).toBe('unknown backend `tfsj:cpu`; did you mean `tfjs:cpu`?');
  });

  it('lists what there is where nothing is near', async () => {
    expect(((await failure('keras')) as Error).message).toMatch(
      /^unknown backend `keras`; the subjects are tfjs:cpu, .*, or the path/,
    );
  });

  it('says where it looked for a path', async () => {
    const error = await failure('./no-such-module.ts');
    expect(error).toBeInstanceOf(UnknownSubject);
    expect((error as Error).message).toContain(`there is no file \`./no-such-module.ts\` here (${process.cwd()})`);
  });

  it('passes on why a known backend cannot be loaded', async () => {
    const error = await failure('tfjs:node-gpu');
    expect(error).toBeInstanceOf(AdapterError);
    expect((error as AdapterError).fault).toBe('unavailable');
  });
});

describe('listSubjects', () => {
  it('names each kind once, with a sentence', () => {
    const names = listSubjects().map(({ name }) => name);
    expect(names).toEqual([
      'tfjs:cpu',
      'tfjs:wasm',
      'tfjs:node',
      'tfjs:node-gpu',
      'onnxruntime:cpu',
      'reference',
      '<path to a module>',
      '<path to a Python file>',
      '<exec:command line>',
    ]);
    for (const { summary } of listSubjects()) expect(summary).not.toBe('');
  });
});
