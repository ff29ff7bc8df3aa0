import { didYouMean } from '../adapters/closest-names.ts';
import { createStyle } from '../reports/terminal-style.ts';
import { findPage } from '../spec/language/load-page.ts';
import type { Page } from '../spec/language/page.ts';
import { checksOf } from '../suites/checks/registry.ts';
import { knownInseparablePairs } from '../suites/diagnosis/known-separations.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { checkLines, pageLines } from './explain-lines.ts';
import { loadSpec } from './load-spec.ts';
import { summarisePage } from './page-summary.ts';

export interface ExplainOptions {
  readonly pages?: string;
  readonly json?: boolean;
}

/** A page, or one check of it. */
interface Subject {
  readonly page: Page;
  /** The id of the check; absent for the page itself. */
  readonly check?: string;
}

/** `gelu`, `activation/gelu`, `gelu/derivative` or `activation/gelu/derivative`. */
function find(pages: ReadonlyMap<string, Page>, name: string): Subject {
  const page = pageNamed(pages, name);
  if (page) return { page };
  const cut = name.lastIndexOf('/');
  const owner = cut < 0 ? undefined : pageNamed(pages, name.slice(0, cut));
  const checks = owner ? checksOf(owner).map(({ id }) => id) : [];
  const check = checks.find((id) => id === `${owner?.id}${name.slice(cut)}`);
  if (owner && check !== undefined) return { page: owner, check };
  throw new CommandError(unknown(pages, name, owner, checks));
}

/** The page of an id or short name, where there is one. @throws CommandError where a short name fits several */
function pageNamed(pages: ReadonlyMap<string, Page>, name: string): Page | undefined {
  const fitting = pages.has(name) ? 1 : [...pages.values()].filter((page) => page.name === name).length;
  if (fitting === 0) return undefined;
  try {
    return findPage(pages, name);
  } catch (error) {
    throw new CommandError((error as Error).message);
  }
}

function unknown(
  pages: ReadonlyMap<string, Page>,
  name: string,
  owner: Page | undefined,
  checks: readonly string[],
): string {
  if (owner)
    return `${owner.id} has no check \`${name.slice(name.lastIndexOf('/') + 1)}\`; its checks are ${checks.join(', ')}`;
  const all = [...pages.values()];
  const names = [...all.flatMap((page) => [page.id, page.name]), ...all.flatMap(checksOf).map(({ id }) => id)];
  const near = didYouMean(name, names);
  return `there is no page or check \`${name}\`${near === '' ? '; `assay list` shows what there is' : near}`;
}

/**
 * `assay explain`: what a page says, what its checks hold a subject to, and which of its mistakes they cannot tell apart.
 * With `json` one object: the page's summary with `inseparable` where there are such pairs, and the check where one was
 * asked for.
 *
 * @throws CommandError with the nearest names where there is no such page or check
 */
export function explain(name: string, options: ExplainOptions, console: Console): ExitCode {
  const { page, check } = find(loadSpec(options.pages), name);
  const summary = summarisePage(page);
  const inseparable = knownInseparablePairs(page.id);
  if (options.json) {
    const whole = { ...summary, ...(inseparable.length > 0 ? { inseparable } : {}) };
    const shown = check === undefined ? whole : { check: summary.checks.find(({ id }) => id === check), page: whole };
    console.out(`${JSON.stringify(shown, null, 2)}\n`);
    return EXIT.conforms;
  }
  const style = createStyle(console.colour);
  const lines = check === undefined ? pageLines(summary, style, inseparable) : checkLines(summary, check, style);
  console.out(`${lines.join('\n')}\n`);
  return EXIT.conforms;
}
