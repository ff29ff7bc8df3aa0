import { didYouMean } from '../closest-names.ts';
import type { FormatName, Hyperparameters, PageInterface } from '../contract.ts';
import type { Value } from './messages.ts';
import { type Failure, ProcessFailure } from './process-failure.ts';

/** What a subject offers for one page. */
export interface OfferedKernel {
  readonly page: PageInterface;
  readonly origin: 'native' | 'composed';
  readonly formats: readonly FormatName[];
  readonly modes?: readonly string[];
  readonly hyper?: Hyperparameters;
  readonly forward: boolean;
  readonly gradient: boolean;
  readonly create: boolean;
}

export interface ReadDescription {
  readonly name: string;
  readonly version: string;
  readonly details: Readonly<Record<string, string>>;
  readonly scalarFormat: FormatName;
  readonly claims: readonly string[];
  readonly kernels: ReadonlyMap<string, OfferedKernel>;
}

function refuse(problem: string): never {
  throw new ProcessFailure({ fault: 'not-a-subject', problem } satisfies Failure, 'answered');
}

function pageNamed(name: string, where: string, pages: readonly PageInterface[]): PageInterface {
  const found = pages.filter(({ id }) => id === name || id.split('/').at(-1) === name);
  if (found.length === 1) return found[0]!;
  if (found.length > 1) {
    const both = found.map(({ id }) => id).join(' and ');
    refuse(`names ${both} at once as \`${name}\` in \`${where}\`; write the whole id`);
  }
  const all = pages.flatMap(({ id }) => [id, id.split('/').at(-1)!]);
  return refuse(`names \`${name}\` in \`${where}\`, and no page is called so${didYouMean(name, all)}`);
}

/**
 * Reads what a subject says of itself, and finds its pages.
 *
 * @throws ProcessFailure `not-a-subject` saying what to change
 */
export function readDescription(said: Value<'hello'>, pages: readonly PageInterface[]): ReadDescription {
  const kernels = new Map<string, OfferedKernel>();
  for (const [name, { formats, origin = 'native', modes, hyper, ...can }] of Object.entries(said.kernels)) {
    const page = pageNamed(name, 'kernels', pages);
    const { forward = false, gradient = false, create = false } = can;
    const wanted = page.kind === 'stateful' ? create : forward || gradient;
    if (!wanted) {
      const words = page.kind === 'stateful' ? '`create`' : '`forward` and no `gradient`';
      refuse(`offers a kernel for ${page.id} with no ${words}`);
    }
    const offered = { page, origin, formats, forward, gradient, create };
    kernels.set(page.id, { ...offered, ...(modes && { modes }), ...(hyper && { hyper }) });
  }
  if (kernels.size === 0) refuse('offers no kernel, so there is nothing to judge');
  const claims = (said.claims ?? []).map((name) => pageNamed(name, 'claims', pages).id);
  const empty = claims.find((id) => !kernels.has(id));
  if (empty !== undefined) refuse(`claims ${empty} but offers no kernel for it`);
  const { name, version, details = {}, scalarFormat = 'float32' } = said;
  return { name, version, details, scalarFormat, claims, kernels };
}
