import { didYouMean } from '../adapters/closest-names.ts';
import type { Page } from '../spec/language/page.ts';
import { listChecks } from '../suites/engine.ts';
import { matchesGlob } from '../suites/glob.ts';
import { CommandError } from './command-error.ts';

/**
 * A filter that matches nothing would judge nothing and look like success.
 *
 * @throws CommandError with the nearest check for each part of `pattern` that matches none
 */
export function requireChecks(pages: ReadonlyMap<string, Page>, pattern: string): void {
  const ids = listChecks(pages).map((check) => check.id);
  for (const part of pattern.split(',').map((each) => each.trim())) {
    if (ids.some((id) => matchesGlob(id, part))) continue;
    const names = [...ids, ...[...pages.values()].flatMap((page) => [page.id, page.name])];
    throw new CommandError(
      `no check matches \`${part}\`${didYouMean(part, names) || '; `assay list` shows every page and its checks'}`,
    );
  }
}
