import { describeInput, describeNumeral, describeOutput, describeUlp } from './describe-example.ts';
import { gateSentences } from './gate-sentences.ts';
import { printable } from './printable.ts';
import type { CheckRecord, FindingRecord, ResultRecord, SubjectProvenance } from './record.ts';
import { checkOfFinding, collectResults, type Results } from './results.ts';
import { tally, type VerdictKind } from './tally.ts';
import { terminalFinding } from './terminal-finding.ts';
import { terminalMatrix } from './terminal-matrix.ts';
import { createStyle, type Style, TERMINAL_WIDTH } from './terminal-style.ts';
import { listUntested } from './untested.ts';
import { scoreSentence, subjectSentence } from './verdict-sentence.ts';
import { wrap } from './wrap.ts';

export interface TerminalOptions {
  /** Whether the output may hold colour codes; no for a pipe, a file or NO_COLOR. */
  readonly colour: boolean;
  /** Folder where the records and the full report lie; absent where nothing was written. */
  readonly reportFolder?: string;
}

/** Findings printed in full and deviations listed: what a screen or two can hold; the report has them all. */
const SHOWN_FINDINGS = 5;
const SHOWN_DEVIATIONS = 5;
const SHOWN_CHECKS_A_REASON = 4;

const lines = (text: string, first: string, rest: string): string[] =>
  wrap(printable(text), { width: TERMINAL_WIDTH, first, rest });

/** A module is named by its path alone: the name would only repeat the subject. */
const versionOf = ({ subject, name, version }: SubjectProvenance): string =>
  name === subject ? version : `${name} ${version}`;

/** The matrix below what the numbers at its head stand for. */
function withLegend({ subjects }: Results, matrix: readonly string[]): readonly string[] {
  if (matrix.length === 0) return matrix;
  return [...subjects.flatMap((subject, at) => lines(subject, `${at + 1} `, '  ')), '', ...matrix];
}

function verdictLines({ subjects, checks, header, provenance }: Results, style: Style): string[] {
  const profile = header?.profile ?? 'standard';
  return subjects.flatMap((subject, at) => {
    const own = checks.filter((check) => check.subject === subject);
    const from = provenance.get(subject);
    const version = from === undefined || from.unavailable !== undefined ? '' : ` (${versionOf(from)})`;
    const said = lines(`${subject}${version} ${subjectSentence(own, profile, from)}.`, `${at + 1} `, '  ');
    const score = tally(own, profile);
    const paint = score.failed > 0 ? style.bad : from?.unavailable !== undefined ? style.doubtful : style.strong;
    const composed = own.filter((check) => check.origin === 'composed');
    if (composed.length === 0) return said.map(paint);
    const apart = `Composed by Assay, not in the score: ${scoreSentence(tally(composed, profile))}.`;
    return [...said.map(paint), ...lines(apart, '  ', '  ')];
  });
}

/** What a reader wants to know first: named faults before unnamed ones, faults before notes. */
const FINDING_ORDER: readonly VerdictKind[] = ['mistake', 'fail', 'nondeterministic', 'error', 'unstable', 'variant'];

/** Findings about the subject's own operators first; within a verdict in the order in which they were found. */
function inReadingOrder(findings: readonly Told[]): Told[] {
  const rank = ({ finding, composed }: Told): number => {
    const at = FINDING_ORDER.indexOf(finding.verdict.kind);
    return (at < 0 ? FINDING_ORDER.length : at) + (composed ? FINDING_ORDER.length + 1 : 0);
  };
  return [...findings].sort((a, b) => rank(a) - rank(b));
}

/** A finding with what its check says about it. */
interface Told {
  readonly finding: FindingRecord;
  readonly composed: boolean;
  /** Further findings of the same check: the first is enough on a screen. */
  others: number;
}

function findingLines({ findings, checks }: Results, style: Style): string[] {
  const told = new Map<string, Told>();
  for (const finding of findings) {
    // One check in several formats usually fails for one reason.
    const key = JSON.stringify([finding.subject, finding.check]);
    const first = told.get(key);
    if (first) first.others += 1;
    else told.set(key, { finding, composed: checkOfFinding(checks, finding)?.origin === 'composed', others: 0 });
  }
  const shown = inReadingOrder([...told.values()]).slice(0, SHOWN_FINDINGS);
  const out = shown.flatMap(({ finding, composed, others }) => {
    const more = others === 0 ? [] : [style.faint(`  ${others} more of this check in the report`)];
    return [...terminalFinding(finding, composed, style), ...more, ''];
  });
  const hidden = findings.length - shown.reduce((sum, each) => sum + 1 + each.others, 0);
  if (hidden > 0) out.push(`${hidden} more ${hidden === 1 ? 'finding is' : 'findings are'} in the report.`);
  return out;
}

/** Size of the worst error of a check; an error without a size (NaN, infinity) is larger than any. */
function deviation({ worst }: CheckRecord): number {
  return worst?.ulp === null ? Number.POSITIVE_INFINITY : Math.abs(worst?.ulp ?? 0);
}

function deviationLines({ checks, findings }: Results): string[] {
  const told = new Set(findings.map((finding) => JSON.stringify([finding.subject, finding.check, finding.format])));
  return checks
    .filter((check) => check.worst && deviation(check) > 0)
    .filter((check) => !told.has(JSON.stringify([check.subject, check.check, check.format])))
    .sort((a, b) => (deviation(a) === deviation(b) ? 0 : deviation(b) - deviation(a)))
    .slice(0, SHOWN_DEVIATIONS)
    .flatMap(({ subject, check, format, worst }) => [
      ...lines(`${describeUlp(worst!.ulp)}: ${check} ${format}, ${subject} (class ${worst!.class})`, '', '  '),
      ...lines(
        `${describeInput(worst!)}: ${describeOutput(worst!)} expected ${describeNumeral(worst!.expected)}, got ${describeNumeral(worst!.got)}`,
        '  ',
        '    ',
      ),
    ]);
}

function conventionLines({ checks }: Results): string[] {
  const said = new Set<string>();
  for (const { subject, conventions } of checks)
    for (const sentence of conventions) said.add(`${subject}: ${sentence}`);
  return [...said].flatMap((sentence) => lines(sentence, '', '  '));
}

function untestedLines(results: Results): string[] {
  return listUntested(results).flatMap(({ subject, kind, reason, checks }) => {
    const listed = checks.slice(0, SHOWN_CHECKS_A_REASON).join(', ');
    const more = checks.length > SHOWN_CHECKS_A_REASON ? ` and ${checks.length - SHOWN_CHECKS_A_REASON} more` : '';
    const what = checks.length === 0 ? 'everything' : listed + more;
    return lines(`${subject}, ${kind}: ${what}: ${reason}`, '', '  ');
  });
}

function gateLines({ footer }: Results, style: Style): string[] {
  if (footer?.gate === undefined) return [];
  const { fresh, stale } = footer.gate;
  return gateSentences(footer.gate).flatMap((sentence, at) => {
    const said = lines(sentence, '', '  ');
    return at > 0 ? said : said.map(fresh.length + stale.length > 0 ? style.bad : style.strong);
  });
}

function endLines({ header, footer }: Results, reportFolder: string | undefined, style: Style): string[] {
  const out: string[] = [];
  if (footer === undefined) {
    out.push(
      ...lines('The run did not come to its end: these are the records up to where it stopped.', '', '').map(
        style.doubtful,
      ),
    );
  } else {
    if (footer.incomplete !== undefined) {
      out.push(...lines(`The run ended early: ${footer.incomplete}.`, '', '').map(style.doubtful));
    }
    const seconds = (footer.milliseconds / 1000).toFixed(1);
    const count = `${footer.judged} values judged in ${footer.checks} ${footer.checks === 1 ? 'check' : 'checks'} (${footer.slow} by a slow tier) in ${seconds} s, ${footer.findings} ${footer.findings === 1 ? 'finding' : 'findings'}.`;
    out.push(...lines(count, '', ''));
  }
  if (header)
    out.push(
      ...lines(`seed ${header.seed}, profile ${header.profile}, Assay ${header.assay}, Node ${header.node}`, '', ''),
    );
  if (reportFolder !== undefined) out.push(...lines(`Report: ${reportFolder}`, '', ''));
  return out;
}

/**
 * The summary printed at the end of a run: at most 80 columns a line, no colour unless asked for. Verdicts come
 * last, where the eye is when the run ends; what was not tested is always said.
 */
export function terminalReport(records: readonly ResultRecord[], options: TerminalOptions): string {
  const results = collectResults(records);
  const style = createStyle(options.colour);
  const sections: readonly (readonly [title: string | undefined, body: readonly string[]])[] = [
    ['Checks', withLegend(results, terminalMatrix(results, style))],
    ['Findings', findingLines(results, style)],
    ['Conventions found', conventionLines(results)],
    ['Not tested', untestedLines(results)],
    ['Largest errors outside the findings', deviationLines(results)],
    [results.subjects.length > 1 ? 'Verdicts' : 'Verdict', verdictLines(results, style)],
    ['Expectations', gateLines(results, style)],
    [undefined, endLines(results, options.reportFolder, style)],
  ];
  const out: string[] = [];
  for (const [title, body] of sections) {
    if (body.length === 0) continue;
    if (out.length > 0 && out.at(-1) !== '') out.push('');
    if (title !== undefined) out.push(style.strong(title), '');
    out.push(...body);
  }
  return `${out.join('\n')}\n`;
}
