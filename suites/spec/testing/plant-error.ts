import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { builtinPagesFolder, loadPage } from '../../../spec/language/load-page.ts';
import { proveSpec, type SpecStatement } from '../prove-spec.ts';

/** One change of a page's text: the first `from` after the line `after` becomes `to`. */
export interface Edit {
  readonly after: string;
  readonly from: string;
  readonly to: string;
}

export interface PlantedPage {
  readonly statements: readonly SpecStatement[];
  readonly refused: readonly SpecStatement[];
  /** 1-based line of the change; 0 without one. */
  readonly line: number;
  /** 1-based line on which a text stands for the first time after another. */
  lineOf(text: string, after?: string): number;
}

/**
 * Proves a copy of one of the project's pages, changed in one place.
 *
 * @throws Error when the page does not hold the text to be changed: a planted error that is not planted shows nothing
 */
export function plantError(page: string, edit?: Edit, points = 200): PlantedPage {
  let text = readFileSync(join(builtinPagesFolder(), `${page}.md`), 'utf8');
  const offsetOf = (wanted: string, after = ''): number => {
    const start = text.indexOf(after);
    const offset = start < 0 ? -1 : text.indexOf(wanted, start + after.length);
    if (offset < 0) throw new Error(`${page}.md has no "${wanted}" after "${after}"`);
    return offset;
  };
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  let line = 0;
  if (edit) {
    const offset = offsetOf(edit.from, edit.after);
    line = lineAt(offset);
    text = text.slice(0, offset) + edit.to + text.slice(offset + edit.from.length);
  }
  const folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
  try {
    const file = join(folder, `${basename(page)}.md`);
    writeFileSync(file, text);
    const loaded = loadPage(file);
    const pages = new Map(loaded.page ? [[page, loaded.page]] : []);
    const statements = proveSpec(pages, loaded.problems, { points });
    const refused = statements.filter(({ status }) => status === 'refused');
    return { statements, refused, line, lineOf: (wanted, after) => lineAt(offsetOf(wanted, after)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
