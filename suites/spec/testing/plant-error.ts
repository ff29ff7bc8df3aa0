import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { builtinPagesFolder, loadPage } from '../../../spec/language/load-page.ts';
import { proveSpec, type SpecStatement } from '../prove-spec.ts';

/** One change of a page's text: the first `from` after the text `after` becomes `to`. */
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
  /** 1-based line on which `text` stands for the first time after `after`. */
  lineOf(text: string, after: string): number;
}

/** Statements of a page that consists of this text; a base page is looked for among those of the project. */
export function proveText(text: string, name = 'page', points = 120): SpecStatement[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-page-'));
  try {
    const file = join(folder, `${name}.md`);
    writeFileSync(file, text);
    const { page, problems } = loadPage(file);
    return proveSpec(new Map(page ? [[page.id, page]] : []), problems, { points });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Proves a copy of one of the project's pages, changed in one place.
 *
 * @throws Error when the page does not hold the text to be changed: an error that is not planted shows nothing
 */
export function plantError(page: string, edit?: Edit): PlantedPage {
  const text = readFileSync(join(builtinPagesFolder(), `${page}.md`), 'utf8');
  const offsetOf = (wanted: string, after: string): number => {
    const start = text.indexOf(after);
    const offset = start < 0 ? -1 : text.indexOf(wanted, start + after.length);
    if (offset < 0) throw new Error(`${page}.md has no "${wanted}" after "${after}"`);
    return offset;
  };
  const lineAt = (offset: number): number => text.slice(0, offset).split('\n').length;
  const offset = edit ? offsetOf(edit.from, edit.after) : 0;
  const changed = edit ? text.slice(0, offset) + edit.to + text.slice(offset + edit.from.length) : text;
  const statements = proveText(changed, basename(page));
  return {
    statements,
    refused: statements.filter(({ status }) => status === 'refused'),
    line: edit ? lineAt(offset) : 0,
    lineOf: (wanted, after) => lineAt(offsetOf(wanted, after)),
  };
}
