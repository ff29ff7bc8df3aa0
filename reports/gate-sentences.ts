import type { Gate } from './record.ts';

const counted = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;

/**
 * What comparing a run with an expectations file gave: the verdict of the gate first, then what is new, what is no
 * longer true, and what a person still has to write. One sentence each.
 */
export function gateSentences({ file, expected, fresh, stale, notAsked }: Gate): string[] {
  const place = ({ subject, check, format }: { subject: string; check: string; format: string }): string =>
    `${subject}: ${check} ${format}`;
  const known = `${counted(expected.length, 'finding is', 'findings are')} as ${file} has ${expected.length === 1 ? 'it' : 'them'}`;
  const faults = [
    ...(fresh.length > 0 ? [`${fresh.length} new`] : []),
    ...(stale.length > 0 ? [`${stale.length} no longer true`] : []),
  ];
  const silent = expected.filter(({ reason }) => reason.trim() === '');
  return [
    faults.length === 0
      ? `The gate is open: ${known}, and nothing is new.`
      : `The gate is closed: ${faults.join(', ')}; ${known}.`,
    ...fresh.map((each) => `new: ${place(each)}: ${each.signature}`),
    ...stale.map(
      (each) => `no longer true: ${place(each)}: was ${each.signature}, is now ${each.now}${reasonClause(each.reason)}`,
    ),
    ...(stale.length > 0 ? ['What is no longer true is taken out, or noted anew, by a run with --accept.'] : []),
    ...(silent.length > 0
      ? [`${counted(silent.length, 'expectation has', 'expectations have')} no reason yet; write why in ${file}.`]
      : []),
    ...(notAsked > 0
      ? [`${counted(notAsked, 'expectation was', 'expectations were')} not asked about in this run.`]
      : []),
  ];
}

const reasonClause = (reason: string): string => (reason.trim() === '' ? '' : ` (accepted because: ${reason.trim()})`);
