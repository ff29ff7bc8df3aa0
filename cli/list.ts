import { listSubjects } from '../adapters/registry.ts';
import { padTo } from '../reports/display-width.ts';
import { wrap } from '../reports/wrap.ts';
import { listChecks } from '../suites/engine.ts';
import { matchesGlob } from '../suites/glob.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSpec } from './load-spec.ts';
import { requireChecks } from './require-checks.ts';

const WIDTH = 80;

/** Two columns: a name, and what it is; long names get a line of their own. */
function entries(rows: readonly (readonly [name: string, what: string])[]): string[] {
  const column = Math.min(34, Math.max(0, ...rows.map(([name]) => name.length)) + 4);
  return rows.flatMap(([name, what]) => {
    const indent = ' '.repeat(column);
    if (name.length + 4 <= column) return wrap(what, { width: WIDTH, first: padTo(`  ${name}`, column), rest: indent });
    return [`  ${name}`, ...wrap(what, { width: WIDTH, first: indent })];
  });
}

export interface ListOptions {
  /** A folder of the user's own pages. */
  readonly pages?: string;
  /** Only pages with a check that matches, as `--checks` reads it; subjects are then left out. */
  readonly pattern?: string;
}

/**
 * `assay list`: what can be judged, and against what.
 *
 * @throws CommandError where the pattern matches no check
 */
export function list({ pages: folder, pattern }: ListOptions, console: Console): ExitCode {
  const pages = loadSpec(folder);
  if (pattern !== undefined) requireChecks(pages, pattern);
  const checks = new Map<string, string[]>();
  for (const { id, page } of listChecks(pages)) {
    if (pattern !== undefined && !matchesGlob(id, pattern)) continue;
    const properties = checks.get(page) ?? [];
    properties.push(id.startsWith(`${page}/`) ? id.slice(page.length + 1) : id);
    checks.set(page, properties);
  }
  const shown = [...pages.values()].filter(({ id }) => pattern === undefined || checks.has(id));
  const subjects = ['Subjects', ...entries(listSubjects().map(({ name, summary }) => [name, summary])), ''];
  const lines = [
    ...(pattern === undefined ? subjects : []),
    'Pages, and the checks of each (`--checks PAGE/CHECK`, with * for any text)',
    ...entries(shown.map(({ id, title }) => [id, `${title}: ${(checks.get(id) ?? []).join(', ') || 'no checks'}`])),
  ];
  console.out(`${lines.join('\n')}\n`);
  return EXIT.conforms;
}
