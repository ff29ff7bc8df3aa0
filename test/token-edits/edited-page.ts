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
    const lines = `${source.trimEnd()}\n\n## Known mistakes\n`.split('\n');
    const text = source.includes('\n## Known mistakes\n') ? `${source.trimEnd()}\n` : lines.join('\n');
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
    const height = entries[0]?.length ?? 1;
    const bad = new Set(problems.map(({ span }) => Math.floor((span.line - 1 - from) / height)));
    const left = edits.filter((_, i) => !bad.has(i));
    if (left.length === edits.length) throw new Error(`${page.id}: ${problems[0] ?? 'cannot be read'}`);
    edits = left;
  }
}
