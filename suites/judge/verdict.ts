import type { Verdict } from '../../reports/record.ts';
import type { FindingDraft } from '../checks/check.ts';
import { ABSOLUTE, UNINFORMATIVE } from './accuracy-class.ts';
import type { Tally } from './tally.ts';

/** The verdict that a tally alone supports, before any diagnosis. */
export function verdictOf(tally: Tally, expired: boolean): Verdict {
  const failure = tally.failure;
  if (failure) return { kind: 'fail', why: failure };
  if (tally.count(ABSOLUTE) > 0) return { kind: 'unstable', class: 'absolute', region: tally.region(ABSOLUTE) };
  if (expired) return { kind: 'inconclusive', why: 'the time budget ran out before every value was judged' };
  if (tally.judged === 0) return { kind: 'inconclusive', why: 'no value was judged' };
  if (!tally.isInformative) {
    const share = ((100 * tally.count(UNINFORMATIVE)) / tally.judged).toFixed(1);
    return { kind: 'inconclusive', why: `${share} % of the values prove nothing at this precision (10 % are allowed)` };
  }
  return { kind: 'pass' };
}

/** The finding for a tally whose verdict is not pass: its worst value, confirmed by the decimal arbiter. */
export function findingOf(tally: Tally, verdict: Verdict): FindingDraft {
  const shown = tally.worst?.exhibit();
  return shown ? { verdict, counterexample: shown.example, certificate: shown.certificate } : { verdict };
}
