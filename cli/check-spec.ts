import { truncateTo } from '../reports/display-width.ts';
import { printable } from '../reports/printable.ts';
import { createStyle, TERMINAL_WIDTH } from '../reports/terminal-style.ts';
import { wrap } from '../reports/wrap.ts';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { proveSpec } from '../suites/spec/prove-spec.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { requireFolder } from './load-spec.ts';

/** A page may be derived from one of the project's own, which are then loaded but not told about. */
function load(folder: string | undefined) {
  const builtin = builtinPagesFolder();
  if (folder === undefined) return loadPages([builtin]);
  requireFolder(folder);
  const own = loadPages([builtin, folder]);
  const ours = new Set(loadPages([builtin]).pages.keys());
  return {
    pages: new Map([...own.pages].filter(([id]) => !ours.has(id))),
    problems: own.problems.filter((problem) => !problem.span.file.startsWith(builtin)),
  };
}

/**
 * `assay check-spec`: one line for everything that was proved or checked, and file:line:column with a remedy for
 * everything that was refused. A page that does not stand up is a finding.
 */
export async function checkSpec(folder: string | undefined, console: Console): Promise<ExitCode> {
  const { pages, problems } = load(folder);
  const style = createStyle(console.colour);
  const statements = await proveSpec(pages, problems);
  const refused = statements.filter(({ status }) => status === 'refused');
  let page: string | undefined;
  for (const statement of statements) {
    if (statement.status === 'refused') continue;
    if (statement.page !== page) console.out(`${style.strong(printable(statement.page))}\n`);
    page = statement.page;
    const line = printable(`  ${statement.status.padEnd(8)} ${statement.what}: ${statement.detail}`);
    console.out(`${truncateTo(line, TERMINAL_WIDTH)}\n`);
  }
  for (const { file, line, column, what, detail, fix } of refused) {
    console.out(`${style.bad(`${printable(file)}:${line}:${column}: refused: ${printable(what)}`)}\n`);
    const words = fix === undefined || fix === '' ? detail : `${detail}; ${fix}`;
    if (words !== '') console.out(`${wrap(printable(words), { width: TERMINAL_WIDTH, first: '  ' }).join('\n')}\n`);
  }
  const proved = statements.filter(({ status }) => status === 'proved').length;
  const checked = statements.length - proved - refused.length;
  console.out(`${pages.size} pages: ${proved} proved, ${checked} checked, ${refused.length} refused\n`);
  return refused.length > 0 ? EXIT.findings : EXIT.conforms;
}
