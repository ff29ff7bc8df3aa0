import { describeUlp } from './describe-example.ts';
import { gateSentences } from './gate-sentences.ts';
import { findingSection } from './markdown-finding.ts';
import { codeSpan, escapeMarkdown, mathBlock, table } from './markdown-text.ts';
import { buildMatrix, GLYPH_MEANINGS, GLYPHS } from './matrix.ts';
import { accuracyClass, type CheckRecord } from './record.ts';
import type { Reporter } from './reporter.ts';
import { checkOfFinding, collectResults, type Results } from './results.ts';
import { tally, VERDICT_KINDS } from './tally.ts';
import { listUntested } from './untested.ts';
import { scoreSentence, subjectSentence, verdictSentence } from './verdict-sentence.ts';

function verdictList({ subjects, checks, provenance, header }: Results): string {
  const profile = header?.profile ?? 'standard';
  return subjects
    .flatMap((subject) => {
      const own = checks.filter((check) => check.subject === subject);
      const from = provenance.get(subject);
      const lines = [`- ${codeSpan(subject)} **${escapeMarkdown(subjectSentence(own, profile, from))}.**`];
      const composed = own.filter((check) => check.origin === 'composed');
      if (composed.length > 0) {
        lines.push(`  Composed by Assay, not in the score: ${scoreSentence(tally(composed, profile))}.`);
      }
      return lines;
    })
    .join('\n');
}

function provenanceTable({ subjects, provenance }: Results): string {
  const rows = subjects.flatMap((subject) => {
    const from = provenance.get(subject);
    if (!from) return [];
    const details = Object.entries(from.details).map(([key, value]) => `${escapeMarkdown(key)} ${codeSpan(value)}`);
    const claims = from.claims.map(codeSpan).join(', ');
    return [
      [
        codeSpan(subject),
        escapeMarkdown(`${from.name} ${from.version}`),
        from.scalarFormat,
        claims,
        details.join(', '),
      ],
    ];
  });
  return rows.length === 0 ? '' : table(['Subject', 'Version', 'Scalars in', 'Claims', 'Details'], rows);
}

function matrixTable({ checks, subjects }: Results): string {
  const rows = buildMatrix(checks, subjects);
  if (rows.length === 0) return '';
  const cells = rows.map(({ page, property, format, cells }) => [
    escapeMarkdown(`${page}/${property}`),
    format,
    ...cells.map((cell) => (cell === undefined ? '' : cell.composed ? `(${GLYPHS[cell.kind]})` : GLYPHS[cell.kind])),
  ]);
  const used = new Set(rows.flatMap((row) => row.cells.map((cell) => cell?.kind)));
  const legend = VERDICT_KINDS.filter((kind) => used.has(kind)).map(
    (kind) => `${GLYPHS[kind]} ${GLYPH_MEANINGS[kind]}`,
  );
  // A tilde between spaces is no markup; escaping it would print the backslash in some viewers.
  return `${table(['Check', 'Format', ...subjects.map(codeSpan)], cells)}\n\n${legend.join(' · ')} · ( ) composed`;
}

/** Classes that some value fell into, best first. */
function classCounts({ classes }: CheckRecord): string {
  return accuracyClass.options
    .filter((name) => (classes[name] ?? 0) > 0)
    .map((name) => `${name} ${classes[name]}`)
    .join(', ');
}

function checkTables({ checks, subjects }: Results): string[] {
  return subjects.flatMap((subject) => {
    const own = checks.filter((check) => check.subject === subject);
    if (own.length === 0) return [];
    const rows = own.map((check) => [
      escapeMarkdown(check.check),
      check.format,
      check.origin,
      escapeMarkdown(verdictSentence(check.verdict)),
      `${check.judged}${check.undecided > 0 ? ` (${check.undecided} undecided)` : ''}`,
      classCounts(check),
      check.worst ? escapeMarkdown(describeUlp(check.worst.ulp)) : '',
      check.findings.map((id) => escapeMarkdown(id)).join(', '),
    ]);
    const head = ['Check', 'Format', 'Origin', 'Verdict', 'Values', 'Classes', 'Worst', 'Findings'];
    const conventions = [...new Set(own.flatMap((check) => check.conventions))].map(
      (text) => `- ${escapeMarkdown(text)}`,
    );
    const said = conventions.length === 0 ? [] : ['Conventions found:', conventions.join('\n')];
    return [`### ${codeSpan(subject)}`, table(head, rows), ...said];
  });
}

function pageSections({ pages }: Results): string[] {
  return [...pages.values()].flatMap(({ id, title, digest, definition, sources }) => [
    `### ${escapeMarkdown(title)} (${codeSpan(id)})`,
    ...(definition.length > 0 ? [mathBlock(definition)] : []),
    ...(sources.length > 0 ? [sources.map((source) => `- ${escapeMarkdown(source)}`).join('\n')] : []),
    `Digest of the page: ${codeSpan(digest)}`,
  ]);
}

function untestedList(results: Results): string {
  return listUntested(results)
    .map(({ subject, kind, reason, checks }) => {
      const what = checks.length === 0 ? 'everything' : checks.map(escapeMarkdown).join(', ');
      return `- ${codeSpan(subject)}, ${kind}: ${what}: ${escapeMarkdown(reason)}`;
    })
    .join('\n');
}

function gateList({ footer }: Results): string {
  return footer?.gate
    ? gateSentences(footer.gate)
        .map((sentence) => `- ${escapeMarkdown(sentence)}`)
        .join('\n')
    : '';
}

function runLines({ header, footer }: Results): string[] {
  const out: string[] = [];
  if (header) {
    out.push(
      `${codeSpan(header.command)}, seed ${header.seed}, profile ${escapeMarkdown(header.profile)}, Assay ${escapeMarkdown(header.assay)}, Node ${escapeMarkdown(header.node)}`,
    );
  }
  if (footer === undefined)
    out.push('**The run did not come to its end; these are the records up to where it stopped.**');
  else if (footer.incomplete !== undefined) out.push(`**The run ended early: ${escapeMarkdown(footer.incomplete)}.**`);
  if (footer) {
    out.push(
      `${footer.judged} values judged in ${footer.checks} ${footer.checks === 1 ? 'check' : 'checks'}, ${footer.slow} by a slow tier, in ${(footer.milliseconds / 1000).toFixed(1)} s.`,
    );
  }
  return out;
}

/** The full report: everything that the records hold, in Markdown that renders on GitHub. */
export const markdownReport: Reporter = (records) => {
  const results = collectResults(records);
  const sections: readonly (readonly [title: string, body: readonly string[]])[] = [
    ['Verdicts', [verdictList(results), provenanceTable(results)]],
    ['Expectations', [gateList(results)]],
    ['Checks by subject', [matrixTable(results)]],
    [
      'Findings',
      results.findings.map((finding) =>
        findingSection(finding, checkOfFinding(results.checks, finding)?.origin === 'composed'),
      ),
    ],
    ['Not tested', [untestedList(results)]],
    ['Every check', checkTables(results)],
    ['Pages', pageSections(results)],
  ];
  const out = ['# Conformance report', ...runLines(results)];
  for (const [title, body] of sections) {
    const parts = body.filter((part) => part !== '');
    if (parts.length > 0) out.push(`## ${title}`, ...parts);
  }
  return `${out.join('\n\n')}\n`;
};
