import type { Span } from './page.ts';

/** A formula and where its first character stands: 1-based line and column in `file`. */
export interface SourceText {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/** Offsets into a formula's text: from `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The place in the page that `range` covers; a line after the first starts at column 1. */
export function spanOf(source: SourceText, range: Range): Span {
  const before = source.text.slice(0, range.start);
  const newline = before.lastIndexOf('\n');
  const lines = before.split('\n').length - 1;
  return {
    file: source.file,
    line: source.line + lines,
    column: newline < 0 ? source.column + range.start : range.start - newline,
    text: source.text.slice(range.start, range.end),
  };
}

/** A formula that cannot be read in exactly one way: where, what is wrong, and what to write instead. */
export class FormulaError extends Error {
  readonly span: Span;
  /** The problem alone, without place and fix. */
  readonly problem: string;
  /** What to write instead. */
  readonly fix: string;

  constructor(source: SourceText, range: Range, problem: string, fix: string) {
    const span = spanOf(source, range);
    super(`${span.file}:${span.line}:${span.column}: ${problem}. ${fix}`);
    this.name = 'FormulaError';
    this.span = span;
    this.problem = problem;
    this.fix = fix;
  }
}
