import { resolve } from 'node:path';
import { printable } from '../reports/printable.ts';
import { createStyle, type Style, TERMINAL_WIDTH } from '../reports/terminal-style.ts';
import { wrap } from '../reports/wrap.ts';
import { builtinPagesFolder, examinePages, loadPages } from '../spec/language/load-page.ts';
import { proveSpec, type SpecStatement } from '../suites/spec/prove-spec.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { requireFolder } from './load-spec.ts';
import { createProgress } from './progress.ts';

/** A page may be derived from one of the project's own, which are then loaded but not told about. */
function load(folder: string | undefined) {
  const builtin = builtinPagesFolder();
  if (folder === undefined || resolve(folder) === resolve(builtin)) return examinePages([builtin]);
  requireFolder(folder);
  const own = loadPages([builtin, folder]);
  const ours = new Set(loadPages([builtin]).pages.keys());
  return {
    pages: new Map([...own.pages].filter(([id]) => !ours.has(id))),
    problems: own.problems.filter((problem) => !problem.span.file.startsWith(builtin)),
  };
}

function tell(statement: SpecStatement, style: Style, console: Console): void {
  const { status, what, detail, file, line, column, fix } = statement;
  if (status !== 'refused') {
    const text = printable(`${what}: ${detail}`);
    const lines = wrap(text, { width: TERMINAL_WIDTH, first: `  ${status.padEnd(8)} `, rest: ' '.repeat(13) });
    console.out(`${lines.join('\n')}\n`);
    return;
  }
  // The place is one word at the start of a line, so that editors and terminals make it a link.
  console.out(`${style.bad(`${printable(file)}:${line}:${column}: refused: ${printable(what)}`)}\n`);
  const words = fix === undefined || fix === '' ? detail : `${detail}; ${fix}`;
  if (words !== '') console.out(`${wrap(printable(words), { width: TERMINAL_WIDTH, first: '  ' }).join('\n')}\n`);
}

/**
 * `assay check-spec`: one line for everything that was proved or checked, and file:line:column with a remedy for
 * everything that was refused. A page that does not stand up is a finding.
 */
export function checkSpec(folder: string | undefined, console: Console): ExitCode {
  const { pages, problems } = load(folder);
  const style = createStyle(console.colour);
  const progress = createProgress(console);
  const counts = { proved: 0, checked: 0, refused: 0 };
  const tellAll = (statements: readonly SpecStatement[]): void => {
    for (const statement of statements) {
      counts[statement.status] += 1;
      tell(statement, style, console);
    }
  };
  tellAll(proveSpec(new Map(), problems));
  let done = 0;
  for (const [id, page] of pages) {
    progress.update({ subject: id, check: 'proofs', done, total: pages.size });
    // Page by page, so that a long proof of one does not keep back what is known of the others.
    const statements = proveSpec(new Map([[id, page]]), []);
    progress.clear();
    console.out(`${style.strong(printable(id))}\n`);
    tellAll(statements);
    done += 1;
  }
  progress.end();
  console.out(
    `${pages.size} ${pages.size === 1 ? 'page' : 'pages'}: ${counts.proved} proved, ${counts.checked} checked, ${counts.refused} refused\n`,
  );
  if (pages.size === 0 && problems.length === 0) throw new CommandError(`${folder} holds no pages (*.md)`);
  return counts.refused > 0 ? EXIT.findings : EXIT.conforms;
}
