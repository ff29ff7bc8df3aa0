import type { CheckRecord, FindingRecord, Verdict } from '../../reports/record.ts';

function verdictText(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'fail':
      return `fail(${verdict.why})`;
    case 'mistake':
      return `mistake(${verdict.names.join(' + ')})`;
    case 'variant':
      return `variant(${verdict.name})`;
    case 'unstable':
      return `unstable(${verdict.class}${verdict.algorithm === undefined ? '' : `, ${verdict.algorithm}`})`;
    default:
      return verdict.kind;
  }
}

/**
 * What a finding is, apart from the numbers that happened to show it: verdict, names, and the first equation that
 * breaks. It is the same for every seed as long as the subject is the same: `fail(accuracy) in v`.
 */
export function signatureOf(check: CheckRecord, findings: readonly FindingRecord[]): string {
  const breaks = findings.map(({ diagnosis }) => diagnosis?.breaks?.equation).find((key) => key !== undefined);
  return breaks === undefined ? verdictText(check.verdict) : `${verdictText(check.verdict)} in ${breaks}`;
}
