import { FormulaError } from './formula-error.ts';
import type { Span } from './page.ts';

/**
 * One thing that is wrong with a page: where, what, and what to write instead.
 *
 * A loader collects them all; it never throws one, since a page usually has more than one.
 */
export class PageProblem {
  readonly span: Span;
  readonly what: string;
  readonly fix: string;

  constructor(span: Span, what: string, fix: string) {
    this.span = span;
    this.what = what;
    this.fix = fix;
  }

  /** `file:line:column: what (fix)`, the form that editors turn into a link. */
  toString(): string {
    const { file, line, column } = this.span;
    return `${file}:${line}:${column}: ${this.what}${this.fix === '' ? '' : ` (${this.fix})`}`;
  }
}

/**
 * The value of `read()`, or undefined with a problem added when it throws. An error without a place of its own is
 * put at `span`.
 */
export function collect<T>(problems: PageProblem[], span: Span, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormulaError) problems.push(new PageProblem(error.span, error.problem, error.fix));
    else if (error instanceof SyntaxError || error instanceof RangeError)
      problems.push(new PageProblem(span, error.message, ''));
    else throw error;
    return undefined;
  }
}
