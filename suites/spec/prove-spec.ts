import type { Page, Span } from '../../spec/language/page.ts';
import type { PageProblem } from '../../spec/language/problem.ts';
import { proveCited } from './prove-cited.ts';
import { proveDerivatives } from './prove-derivatives.ts';
import { proveForms } from './prove-forms.ts';
import { proveLaws } from './prove-laws.ts';
import { proveLimits } from './prove-limits.ts';

/** One statement of a page, and whether it holds. */
export interface SpecStatement {
  readonly page: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  readonly fix?: string;
  /**
   * `proved`: both sides are one rational function of independent atoms. `checked`: enclosures agree at every sampled
   * point. `refused`: enclosures are disjoint somewhere, so the page contradicts itself.
   */
  readonly status: 'proved' | 'checked' | 'refused';
  readonly detail: string;
}

/** What a proof has to say about one statement. */
export interface Finding {
  readonly what: string;
  readonly span: Span;
  readonly status: SpecStatement['status'];
  readonly detail: string;
  readonly fix?: string;
}

export interface ProofOptions {
  /** Points at which a statement that is not proved is checked. Default 1000. */
  readonly points?: number;
  readonly seed?: number;
}

/**
 * Prove pages sound: a page must not be able to agree with its own typing error. Definition, accuracy form, algorithms,
 * derivative, laws, limits and cited document formulas are all computed apart and compared.
 */
export function proveSpec(
  pages: ReadonlyMap<string, Page>,
  problems: readonly PageProblem[],
  options: ProofOptions = {},
): SpecStatement[] {
  const points = options.points ?? 1000;
  const seed = options.seed ?? 1;
  const statements = problems.map(
    ({ span, what, fix }): SpecStatement => ({
      page: span.file,
      file: span.file,
      line: span.line,
      column: span.column,
      what,
      ...(fix === '' ? {} : { fix }),
      status: 'refused',
      detail: 'the page cannot be read',
    }),
  );
  for (const page of pages.values()) {
    const findings: Finding[] = [
      ...proveForms(page, points, seed),
      ...proveDerivatives(page, points, seed),
      ...proveLaws(page, points, seed),
      ...proveLimits(page),
      ...proveCited(page, points, seed),
    ];
    for (const { span, ...rest } of findings) {
      statements.push({ page: page.id, file: span.file, line: span.line, column: span.column, ...rest });
    }
  }
  return statements;
}
