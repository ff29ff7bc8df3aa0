import { listSubjects } from '../adapters/registry.ts';
import { padTo } from '../reports/display-width.ts';
import { wrap } from '../reports/wrap.ts';
import { listChecks } from '../suites/engine.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSpec } from './load-spec.ts';

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

/** `assay list`: what can be judged, and against what. */
export function list(options: { readonly pages?: string }, console: Console): ExitCode {
  const pages = loadSpec(options.pages);
  const checks = new Map<string, string[]>();
  for (const { id, page } of listChecks(pages)) {
    const properties = checks.get(page) ?? [];
    properties.push(id.startsWith(`${page}/`) ? id.slice(page.length + 1) : id);
    checks.set(page, properties);
  }
  const lines = [
    'Subjects',
    ...entries(listSubjects().map(({ name, summary }) => [name, summary])),
    '',
    'Pages, and the checks of each (`--checks PAGE/CHECK`, with * for any text)',
    ...entries(
      [...pages.values()].map(({ id, title }) => [id, `${title}: ${(checks.get(id) ?? []).join(', ') || 'no checks'}`]),
    ),
  ];
  console.out(`${lines.join('\n')}\n`);
  return EXIT.conforms;
}
