import { padTo, truncateTo } from './display-width.ts';
import { buildMatrix, type Cell, GLYPH_MEANINGS, GLYPHS, type MatrixRow } from './matrix.ts';
import { printable } from './printable.ts';
import type { Results } from './results.ts';
import { VERDICT_KINDS } from './tally.ts';
import { type Style, TERMINAL_WIDTH } from './terminal-style.ts';
import { wrap } from './wrap.ts';

/** Three columns a subject: a glyph, or a glyph in brackets where the result is composed. */
const CELL_WIDTH = 4;
/** Leaves room for ten subjects and still shows most ids whole. */
const LABEL_WIDTH = 39;
const SUBJECTS_A_BLOCK = Math.floor((TERMINAL_WIDTH - LABEL_WIDTH) / CELL_WIDTH);

function cellText(cell: Cell | undefined, style: Style): string {
  if (cell === undefined) return ' '.repeat(CELL_WIDTH);
  const glyph = GLYPHS[cell.kind];
  const text = padTo(cell.composed ? `(${glyph})` : ` ${glyph}`, CELL_WIDTH);
  return style.verdict(cell.kind)(text);
}

function block(rows: readonly MatrixRow[], from: number, to: number, style: Style): string[] {
  const numbers = Array.from({ length: to - from }, (_, at) => padTo(` ${from + at + 1}`, CELL_WIDTH)).join('');
  const lines = [style.faint(`${padTo('', LABEL_WIDTH)}${numbers}`.trimEnd())];
  let page: string | undefined;
  for (const row of rows) {
    const cells = row.cells.slice(from, to);
    if (cells.every((cell) => cell === undefined)) continue;
    if (row.page !== page) {
      page = row.page;
      lines.push(truncateTo(printable(page), TERMINAL_WIDTH));
    }
    const property = padTo(truncateTo(printable(row.property), LABEL_WIDTH - 12), LABEL_WIDTH - 12);
    const label = `  ${property} ${padTo(row.format, 9)}`;
    lines.push(`${label}${cells.map((cell) => cellText(cell, style)).join('')}`.trimEnd());
  }
  return lines;
}

/** Check x subject; subjects are numbered as in the list of verdicts above it. */
export function terminalMatrix({ checks, subjects }: Results, style: Style): string[] {
  const judged = subjects.filter((subject) => checks.some((check) => check.subject === subject));
  if (judged.length === 0) return [];
  const rows = buildMatrix(checks, subjects);
  const lines: string[] = [];
  for (let from = 0; from < subjects.length; from += SUBJECTS_A_BLOCK) {
    lines.push(...block(rows, from, Math.min(subjects.length, from + SUBJECTS_A_BLOCK), style), '');
  }
  const used = new Set(rows.flatMap((row) => row.cells.map((cell) => cell?.kind)));
  const meanings = VERDICT_KINDS.filter((kind) => used.has(kind)).map(
    (kind) => `${GLYPHS[kind]} ${GLYPH_MEANINGS[kind]}`,
  );
  if (rows.some((row) => row.cells.some((cell) => cell?.composed))) meanings.push('( ) composed by Assay, not scored');
  // A line is broken between meanings only: a glyph alone at the end of a line explains nothing.
  const whole = meanings.map((meaning) => meaning.replaceAll(' ', '\u00A0')).join(', ');
  lines.push(...wrap(whole, { width: TERMINAL_WIDTH }).map((line) => style.faint(line.replaceAll('\u00A0', ' '))));
  return lines;
}
