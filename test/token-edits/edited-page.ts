import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { loadPage } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Edit, editsOf } from './edits.ts';

export interface EditedPage {
  /** The page with each edit as a patch of that id: for building the edited function, never for judging. */
  readonly page: Page;
  readonly edits: readonly Edit[];
  /** How many edits are no formulas any more, and so no programs that anybody could run. */
  readonly unreadable: number;
}

function load(text: string, name: string) {
  const folder = mkdtempSync(join(tmpdir(), 'assay-edits-'));
  try {
    const file = join(folder, name);
    writeFileSync(file, text);
    return loadPage(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MISTAKES = '\n## Known mistakes\n';

/** The text of a page, which then ends in its known mistakes: the prose behind them is left out. */
function upToMistakes(source: string): string {
  const at = source.indexOf(MISTAKES);
  if (at < 0) return `${source.trimEnd()}\n${MISTAKES}`;
  const next = source.indexOf('\n## ', at + MISTAKES.length);
  return `${source.slice(0, next < 0 ? undefined : next).trimEnd()}\n`;
}

/**
 * A page with every single-token edit of its Definition added as a patch. Edits that cannot be read are left out: the
 * loader tells their lines.
 *
 * @throws Error where the page cannot be read even without them
 */
export function editedPage(page: Page): EditedPage {
  const source = readFileSync(page.file, 'utf8');
  let edits = editsOf(page);
  const all = edits.length;
  for (;;) {
    const text = upToMistakes(source);
    const from = text.split('\n').length;
    const entries = edits.map(({ id, formula, what }) => [
      `### ${id}`,
      '',
      `${what}.`,
      '',
      '```math',
      formula,
      '```',
      '',
    ]);
    const { page: loaded, problems } = load(`${text}\n${entries.flat().join('\n')}`, basename(page.file));
    if (loaded) return { page: loaded, edits, unreadable: all - edits.length };
    // A formula of several cases fills several lines.
    let next = from;
    const bad = new Set<number>();
    entries.forEach((entry, i) => {
      const first = next;
      next += entry.join('\n').split('\n').length;
      if (problems.some(({ span }) => span.line > first && span.line <= next)) bad.add(i);
    });
    const left = edits.filter((_, i) => !bad.has(i));
    if (left.length === edits.length) throw new Error(`${page.id}: ${problems[0] ?? 'cannot be read'}`);
    edits = left;
  }
}
