import { type Adapter, AdapterError } from '../adapters/contract.ts';
import { openSubject, UnknownSubject } from '../adapters/registry.ts';
import type { Page } from '../spec/language/page.ts';
import { pageInterface } from '../suites/page-interface.ts';
import { CommandError } from './command-error.ts';

/** Milliseconds that one call into a subject may take: a batch of 65,536 values through a slow scalar kernel needs one. */
export const CALL_DEADLINE = 30_000;

export interface OpenedSubjects {
  readonly adapters: readonly Adapter[];
  readonly unavailable: readonly { readonly subject: string; readonly reason: string }[];
}

/** The subject's own words are put behind the message: they are the real reason. */
function reasonOf({ message, detail }: AdapterError): string {
  return detail === undefined || message.includes(detail) ? message : `${message}: ${detail}`;
}

/**
 * Opens subjects one after another; one that cannot be opened is told with its reason and does not hinder the others.
 *
 * @throws CommandError for a name that no adapter knows
 */
export async function openSubjects(
  names: readonly string[],
  pages: ReadonlyMap<string, Page>,
): Promise<OpenedSubjects> {
  const adapters: Adapter[] = [];
  const unavailable: { subject: string; reason: string }[] = [];
  const interfaces = [...pages.values()].map(pageInterface);
  try {
    for (const name of new Set(names)) {
      try {
        adapters.push(await openSubject(name, { deadline: CALL_DEADLINE, pages: interfaces }));
      } catch (error) {
        if (!(error instanceof AdapterError)) throw error;
        unavailable.push({ subject: name, reason: reasonOf(error) });
      }
    }
  } catch (error) {
    await closeAll(adapters);
    if (error instanceof UnknownSubject) throw new CommandError(error.message);
    throw error;
  }
  return { adapters, unavailable };
}

/** Closes adapters; one that fails to close is not allowed to spoil results that are already there. */
export async function closeAll(adapters: readonly Adapter[]): Promise<void> {
  await Promise.allSettled(adapters.map((adapter) => adapter.close()));
}
