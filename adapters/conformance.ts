import type { Adapter, FormatName, Kernel, PageInterface } from './contract.ts';
import { examineCalls } from './examine-calls.ts';
import { examineInstances } from './examine-instances.ts';
import { examineSpecialValues } from './examine-special-values.ts';

/** What a part of the contract is about. */
export type Aspect =
  | 'handshake'
  | 'shapes'
  | 'inputs untouched'
  | 'determinism'
  | 'independent calls'
  | 'lengths'
  | 'scalar and vector'
  | 'special values'
  | 'subnormals'
  | 'independent instances'
  | 'state'
  | 'error';

/**
 * One thing that was tried on an adapter. `sound`: as the contract wants it. `property`: allowed, and worth knowing
 * (subnormals flushed to zero). `fault`: nothing that this adapter returns should be judged before it is mended.
 */
export interface Observation {
  readonly aspect: Aspect;
  readonly level: 'sound' | 'property' | 'fault';
  /** The page and format of the kernel, where it is about one. */
  readonly page?: string;
  readonly format?: FormatName;
  /** One sentence: what was seen. */
  readonly says: string;
}

/** Where an observation was made, and of what. */
export interface Examined {
  readonly adapter: Adapter;
  readonly page: PageInterface;
  readonly kernel: Kernel;
  readonly format: FormatName;
}

function* examineHandshake(adapter: Adapter, pages: ReadonlyMap<string, PageInterface>): Generator<Observation> {
  const { subject, provenance, kernels, claims } = adapter;
  const faults: string[] = [];
  const unjudged: string[] = [];
  if (provenance.name === '' || provenance.version === '') faults.push('it does not say its name and version');
  if (kernels.size === 0) faults.push('it offers no kernel');
  for (const [id, { forward, gradient, create, formats, modes = [] }] of kernels) {
    const page = pages.get(id);
    if (!page) unjudged.push(id);
    if (!forward && !gradient && !create) faults.push(`its kernel for ${id} has neither forward, gradient nor create`);
    if (formats.length === 0) faults.push(`its kernel for ${id} has no format`);
    const strange = page && modes.find((mode) => !page.modes.includes(mode));
    if (strange) faults.push(`its kernel for ${id} has the mode ${strange}, which the page has not`);
  }
  for (const id of claims) if (!kernels.has(id)) faults.push(`it claims ${id} but offers no kernel for it`);
  if (faults.length === 0) {
    const says = `${subject} is ${provenance.name} ${provenance.version} with ${kernels.size} kernels`;
    yield { aspect: 'handshake', level: 'sound', says };
  }
  if (unjudged.length > 0) {
    const says = `it offers kernels that no page judges: ${unjudged.join(', ')}`;
    yield { aspect: 'handshake', level: 'property', says };
  }
  for (const says of faults) yield { aspect: 'handshake', level: 'fault', says };
}

/**
 * Examines whether an adapter keeps the contract, whatever its numbers are worth: names, shapes and formats, inputs
 * left alone, the same answer twice, instances that do not know of each other, values that survive the way. Pages
 * whose kernels it does not offer are passed over.
 *
 * @example
 * for await (const { level, says } of examineAdapter(adapter, pages)) if (level === 'fault') console.error(says);
 */
export async function* examineAdapter(
  adapter: Adapter,
  pages: readonly PageInterface[],
): AsyncGenerator<Observation, void> {
  yield* examineHandshake(adapter, new Map(pages.map((page) => [page.id, page])));
  for (const page of pages) {
    const kernel = adapter.kernels.get(page.id);
    for (const format of kernel?.formats ?? []) {
      const examined: Examined = { adapter, page, kernel: kernel!, format };
      const where = { page: page.id, format };
      try {
        for await (const each of examineCalls(examined)) yield { ...each, ...where };
        for await (const each of examineInstances(examined)) yield { ...each, ...where };
      } catch (error) {
        yield {
          aspect: 'error',
          level: 'fault',
          ...where,
          says: error instanceof Error ? error.message : String(error),
        };
      }
    }
  }
  yield* examineSpecialValues(adapter, pages);
}
