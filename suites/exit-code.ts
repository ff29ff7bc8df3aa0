import type { CheckRecord, Verdict } from '../reports/record.ts';

/** How strict a run is. `strict` also fails on instability and on accepted variants. */
export type Profile = 'standard' | 'strict';

/** Is this verdict a finding that breaks a build? */
export function isUnexpected(verdict: Verdict, profile: Profile): boolean {
  switch (verdict.kind) {
    case 'fail':
    case 'mistake':
    case 'nondeterministic':
      return true;
    case 'unstable':
    case 'variant':
      return profile === 'strict';
    case 'inconclusive':
      return profile === 'strict';
    case 'pass':
    case 'unsupported':
    case 'unavailable':
    case 'error':
      return false;
  }
}

/**
 * 0 conforms, 1 unexpected findings, 3 a subject was unavailable or its adapter broke and nothing worse was found.
 * A run in which no check reached a verdict does not conform either: unknown is never a pass.
 */
export function exitCodeOf(records: readonly CheckRecord[], unavailable: number, profile: Profile): number {
  if (records.some((record) => isUnexpected(record.verdict, profile))) return 1;
  if (unavailable > 0 || records.some((record) => record.verdict.kind === 'error')) return 3;
  const reached = records.some(({ verdict }) => ['pass', 'variant', 'unstable'].includes(verdict.kind));
  return reached ? 0 : 1;
}
