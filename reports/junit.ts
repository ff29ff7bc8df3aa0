import { printable } from './printable.ts';
import type { CheckRecord, FindingRecord } from './record.ts';
import type { Reporter } from './reporter.ts';
import { collectResults, type Results } from './results.ts';
import { standing } from './tally.ts';
import { diagnosisSentence, furtherMessage, verdictSentence } from './verdict-sentence.ts';

/** Text as XML 1.0 allows it, in an attribute or between tags; characters that it lacks are written out. */
const escapeXml = (text: string): string =>
  printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\uD800-\uDFFF\uFFFE\uFFFF]/gu, '\uFFFD');

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly outcome?: {
    readonly tag: 'failure' | 'error' | 'skipped';
    readonly message: string;
    readonly text?: string;
  };
}

const isAbout = (check: CheckRecord, each: { subject: string; check: string; format: string }): boolean =>
  each.subject === check.subject && each.check === check.check && each.format === check.format;

function textOf(findings: readonly FindingRecord[]): string {
  return findings
    .flatMap((finding) => [
      finding.diagnosis && diagnosisSentence(finding.diagnosis),
      furtherMessage(finding),
      `replay: ${finding.replay}`,
    ])
    .filter((line) => line !== undefined)
    .map(escapeXml)
    .join('\n');
}

function outcomeOf(check: CheckRecord, { findings, footer, header }: Results): Case['outcome'] {
  const message = verdictSentence(check.verdict);
  const known = footer?.gate?.expected.find((each) => isAbout(check, each));
  if (known)
    return { tag: 'skipped', message: `expected: ${message}${known.reason === '' ? '' : ` (${known.reason})`}` };
  const text = textOf(findings.filter((finding) => isAbout(check, finding)));
  switch (standing(check.verdict, header?.profile ?? 'standard')) {
    case 'failed':
      return { tag: check.verdict.kind === 'error' ? 'error' : 'failure', message, text };
    case 'undecided':
    case 'not-judged':
      return { tag: 'skipped', message };
    case 'passed':
    case 'noted':
      return undefined;
  }
}

function casesOf(subject: string, results: Results): Case[] {
  const { checks, provenance, footer } = results;
  const unavailable = provenance.get(subject)?.unavailable;
  const cases = checks
    .filter((check) => check.subject === subject)
    .map((check): Case => {
      const outcome = outcomeOf(check, results);
      return {
        classname: `${subject}.${check.page}`,
        name: `${check.check} (${check.format})`,
        ...(outcome && { outcome }),
      };
    });
  const gone = (footer?.gate?.stale ?? []).filter((each) => each.subject === subject);
  return [
    ...(unavailable === undefined
      ? []
      : [{ classname: subject, name: 'available', outcome: { tag: 'error' as const, message: unavailable } }]),
    ...cases,
    ...gone.map(
      ({ check, format, signature, now }): Case => ({
        classname: `${subject}.expectations`,
        name: `${check} (${format}) is still ${signature}`,
        outcome: { tag: 'failure', message: `no longer true: is now ${now}` },
      }),
    ),
  ];
}

function caseXml({ classname, name, outcome }: Case): string {
  const head = `    <testcase classname="${escapeXml(classname)}" name="${escapeXml(name)}"`;
  if (!outcome) return `${head}/>`;
  const { tag, message, text = '' } = outcome;
  const inner = `<${tag} message="${escapeXml(message)}"${text === '' ? '/>' : `>${text}</${tag}>`}`;
  return `${head}>\n      ${inner}\n    </testcase>`;
}

/**
 * The records as JUnit XML, as CI servers read it: a suite for each subject, a case for each check and format. What is
 * expected, could not be decided or is not offered is `skipped` with its reason, never passed; a run that did not come to
 * its end has a case that says so. Times are left out: the same records give the same bytes.
 */
export const junitReport: Reporter = (records) => {
  const results = collectResults(records);
  const suites = results.subjects.map((subject) => ({ subject, cases: casesOf(subject, results) }));
  const broken = results.footer === undefined ? 'the run did not come to its end' : results.footer.incomplete;
  if (broken !== undefined)
    suites.push({
      subject: 'run',
      cases: [{ classname: 'run', name: 'complete', outcome: { tag: 'error', message: broken } }],
    });
  const count = (cases: readonly Case[], tag?: 'failure' | 'error' | 'skipped'): number =>
    tag === undefined ? cases.length : cases.filter(({ outcome }) => outcome?.tag === tag).length;
  const counts = (cases: readonly Case[]): string =>
    `tests="${count(cases)}" failures="${count(cases, 'failure')}" errors="${count(cases, 'error')}" skipped="${count(cases, 'skipped')}"`;
  const body = suites.map(({ subject, cases }) =>
    [`  <testsuite name="${escapeXml(subject)}" ${counts(cases)}>`, ...cases.map(caseXml), '  </testsuite>'].join('\n'),
  );
  const all = counts(suites.flatMap(({ cases }) => cases));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="assay" ${all}>\n${body.join('\n')}${body.length > 0 ? '\n' : ''}</testsuites>\n`;
};
