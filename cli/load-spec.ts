import { statSync } from 'node:fs';
import { didYouMean } from '../adapters/closest-names.ts';
import { builtinPagesFolder, findPage, loadPages } from '../spec/language/load-page.ts';
import type { Page } from '../spec/language/page.ts';
import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';

/** Problems shown before the rest is only counted; `assay check-spec` shows them all. */
const SHOWN_PROBLEMS = 5;

/** @throws CommandError where `folder` is no folder that can be read */
export function requireFolder(folder: string): void {
  let isFolder: boolean;
  try {
    isFolder = statSync(folder).isDirectory();
  } catch (error) {
    throw new CommandError(`cannot read the folder of pages ${folder}: ${(error as Error).message}`);
  }
  if (!isFolder) throw new CommandError(`${folder} is a file; --pages takes a folder that holds pages (*.md)`);
}

/**
 * The project's own pages and those of the given folder.
 *
 * @throws CommandError where the folder or a page in it cannot be read, with the first problems
 */
export function loadSpec(folder: string | undefined): ReadonlyMap<string, Page> {
  if (folder !== undefined) requireFolder(folder);
  const { pages, problems } = loadPages([builtinPagesFolder(), ...(folder === undefined ? [] : [folder])]);
  if (problems.length === 0) return pages;
  const shown = problems.slice(0, SHOWN_PROBLEMS).map((problem) => `  ${problem.toString()}`);
  const hidden = problems.length - shown.length;
  if (hidden > 0) shown.push(`  and ${hidden} more; \`assay check-spec\` lists them all`);
  const own = folder === undefined;
  throw new CommandError(
    `${own ? "Assay's own pages" : 'the pages'} cannot be used as they are:\n${shown.join('\n')}`,
    own ? EXIT.fault : EXIT.usage,
  );
}

/** The page of an id or short name. @throws CommandError with the nearest names where there is none */
export function requirePage(pages: ReadonlyMap<string, Page>, name: string): Page {
  try {
    return findPage(pages, name);
  } catch (error) {
    const names = [...pages.values()].flatMap((page) => [page.id, page.name]);
    const near = didYouMean(name, names);
    throw new CommandError(near === '' ? (error as Error).message : `there is no page \`${name}\`${near}`);
  }
}
