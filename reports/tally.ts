import type { CheckRecord, Verdict } from './record.ts';

export type VerdictKind = Verdict['kind'];

/** All verdicts, best first, in the order in which reports list them. */
export const VERDICT_KINDS = [
  'pass',
  'variant',
  'unstable',
  'mistake',
  'fail',
  'nondeterministic',
  'error',
  'inconclusive',
  'unsupported',
  'unavailable',
] as const satisfies readonly VerdictKind[];

/** What a verdict means for the answer to "does this subject conform?". */
export type Standing = 'passed' | 'noted' | 'failed' | 'undecided' | 'not-judged';

/**
 * How a verdict counts. An accepted variant passes with a note and an unstable result is noted; both fail in
 * profile `strict`. `inconclusive` is applicable and not passed: a check that could not be decided never counts as
 * one that held. What the subject does not offer, or what could not be opened, is not applicable.
 */
export function standing(verdict: Verdict, profile: string): Standing {
  switch (verdict.kind) {
    case 'pass':
      return 'passed';
    case 'variant':
      return profile === 'strict' ? 'failed' : 'passed';
    case 'unstable':
      return profile === 'strict' ? 'failed' : 'noted';
    case 'mistake':
    case 'fail':
    case 'nondeterministic':
    case 'error':
      return 'failed';
    case 'inconclusive':
      return 'undecided';
    case 'unsupported':
    case 'unavailable':
      return 'not-judged';
  }
}

/** The score of a set of checks: `passed` of `applicable`; `counts` shows everything, by verdict. */
export interface Tally {
  readonly passed: number;
  readonly applicable: number;
  readonly failed: number;
  readonly counts: ReadonlyMap<VerdictKind, number>;
}

/** Counts checks. Give native and composed checks separately: composed ones say nothing about the subject's operator. */
export function tally(checks: readonly CheckRecord[], profile: string): Tally {
  let passed = 0;
  let applicable = 0;
  let failed = 0;
  const counts = new Map<VerdictKind, number>();
  for (const { verdict } of checks) {
    const how = standing(verdict, profile);
    if (how === 'passed') passed += 1;
    if (how === 'failed') failed += 1;
    if (how !== 'not-judged') applicable += 1;
    counts.set(verdict.kind, (counts.get(verdict.kind) ?? 0) + 1);
  }
  return { passed, applicable, failed, counts };
}
