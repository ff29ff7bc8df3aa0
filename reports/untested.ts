import type { Results } from './results.ts';

/** Something that a reader might believe was tested and was not, with the reason. */
export interface Untested {
  readonly subject: string;
  readonly kind: 'unavailable' | 'unsupported' | 'inconclusive';
  readonly reason: string;
  /** Checks it concerns, as `check format`; empty where the whole subject could not be opened. */
  readonly checks: readonly string[];
}

/** Everything that was not tested, one entry a reason, whole subjects first. */
export function listUntested({ subjects, provenance, checks }: Results): Untested[] {
  const entries = new Map<string, Untested & { checks: string[] }>();
  const entryOf = (subject: string, kind: Untested['kind'], reason: string) => {
    const key = JSON.stringify([subject, kind, reason]);
    const known = entries.get(key);
    if (known) return known;
    const entry = { subject, kind, reason, checks: [] as string[] };
    entries.set(key, entry);
    return entry;
  };
  for (const subject of subjects) {
    const reason = provenance.get(subject)?.unavailable;
    if (reason !== undefined) entryOf(subject, 'unavailable', reason);
  }
  for (const { subject, check, format, verdict } of checks) {
    if (verdict.kind !== 'unsupported' && verdict.kind !== 'unavailable' && verdict.kind !== 'inconclusive') continue;
    const reason = verdict.kind === 'inconclusive' ? verdict.why : verdict.reason;
    entryOf(subject, verdict.kind, reason).checks.push(`${check} ${format}`);
  }
  return [...entries.values()];
}
