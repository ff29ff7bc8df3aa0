import type { Page } from '../../spec/language/page.ts';
import type { PageProblem } from '../../spec/language/problem.ts';
import { citedClaims } from './cited-claims.ts';
import type { Claim } from './claim.ts';
import { derivativeClaims } from './derivative-claims.ts';
import { domainClaims } from './domain-claims.ts';
import { formClaims } from './form-claims.ts';
import { independenceClaims } from './independence-claims.ts';
import { judgeClaims } from './judge-claims.ts';
import { lawClaims } from './law-claims.ts';
import { limitClaims } from './limit-claims.ts';

/** One statement of a page, and whether it holds. */
export interface SpecStatement {
  readonly page: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly what: string;
  /** What to do about it; only where it is refused. */
  readonly fix?: string;
  /**
   * `proved`: both sides are one rational function of independent atoms, or nothing is left to compute. `checked`:
   * enclosures agree at the sampled points. `refused`: enclosures exclude it somewhere, so the page contradicts
   * itself; or it could not be compared, which the detail says.
   */
  readonly status: 'proved' | 'checked' | 'refused';
  readonly detail: string;
}

export interface ProofOptions {
  /** Points at which a statement that is not proved is checked. Default 1000. */
  readonly points?: number;
  /** Chooses the points. Default 1. */
  readonly seed?: number;
}

function claimsOf(page: Page): Claim[] {
  return [
    ...domainClaims(page),
    ...formClaims(page),
    ...derivativeClaims(page),
    ...independenceClaims(page),
    ...lawClaims(page),
    ...limitClaims(page),
    ...citedClaims(page),
  ];
}

/**
 * Proves pages sound: a page must not be able to agree with its own typing error. Definition, accuracy form,
 * algorithms, derivative, laws, limits, domains and cited document formulas are all computed apart and compared, in
 * interval arithmetic: what is refused is certainly wrong. `problems` are statements refused for being unreadable.
 */
export function proveSpec(
  pages: ReadonlyMap<string, Page>,
  problems: readonly PageProblem[],
  { points = 1000, seed = 1 }: ProofOptions = {},
): SpecStatement[] {
  const unreadable = problems.map(
    ({ span: { file, line, column }, what, fix }): SpecStatement => ({
      page: file,
      file,
      line,
      column,
      what,
      ...(fix === '' ? {} : { fix }),
      status: 'refused',
      detail: 'the page cannot be read',
    }),
  );
  const statements = [...pages.values()].flatMap((page) =>
    judgeClaims(page, claimsOf(page), points, seed).map(({ claim, status, detail }): SpecStatement => {
      const { file, line, column } = claim.span;
      const fix = status === 'refused' && claim.fix !== undefined ? { fix: claim.fix } : {};
      return { page: page.id, file, line, column, what: claim.what, ...fix, status, detail };
    }),
  );
  return [...unreadable, ...statements];
}
