import type { CheckRecord } from '../../reports/record.ts';
import { tally, VERDICT_KINDS } from '../../reports/tally.ts';
import { COUNTED } from '../../reports/verdict-sentence.ts';
import { folderName, type Published, publishedSubjects } from './published.ts';

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

/** Verdicts of which the table of operators speaks: a pass needs no words, and what is not offered has none. */
const isRemarkable = ({ verdict: { kind } }: CheckRecord): boolean => kind !== 'pass' && kind !== 'unsupported';

const propertyOf = ({ check, page }: CheckRecord): string => check.slice(page.length + 1);

/** `value unstable (float32), special failed`: formats are named where others of the same operator did better. */
function operatorCell(checks: readonly CheckRecord[]): string {
  const judged = checks.filter(({ verdict }) => verdict.kind !== 'unsupported');
  if (judged.length === 0) return '';
  const words = new Map<string, CheckRecord[]>();
  for (const check of judged.filter(isRemarkable)) {
    const key = `${propertyOf(check)} ${COUNTED[check.verdict.kind]}`;
    words.set(key, [...(words.get(key) ?? []), check]);
  }
  const said = [...words].map(([key, alike]) => {
    const property = propertyOf(alike[0]!);
    const all = judged.filter((check) => propertyOf(check) === property);
    return alike.length === all.length ? key : `${key} (${alike.map(({ format }) => format).join(', ')})`;
  });
  const text = said.length === 0 ? 'conforms' : said.join('; ');
  return judged[0]!.origin === 'composed' ? `(${text})` : text;
}

function summary(published: readonly Published[]): string {
  const kinds = VERDICT_KINDS.filter((kind) =>
    published.some(({ checks }) => checks.some(({ verdict, origin }) => verdict.kind === kind && origin === 'native')),
  );
  const rows = published.map(({ subject, header, checks }) => {
    const native = tally(
      checks.filter(({ origin }) => origin === 'native'),
      header.profile,
    );
    const composed = tally(
      checks.filter(({ origin }) => origin === 'composed'),
      header.profile,
    );
    const { name, version } = header.subjects[0]!;
    const folder = folderName(subject);
    const files = [`[report](${folder}/report.md)`, `[records](${folder}/results.ndjson)`].join(', ');
    const counts = kinds.map((kind) => String(native.counts.get(kind) ?? 0));
    return [`\`${subject}\``, `${name} ${version}`, ...counts, `${composed.passed} of ${composed.applicable}`, files];
  });
  return table(['Subject', 'Package', ...kinds.map((kind) => COUNTED[kind]), 'composed', 'Files'], rows);
}

function details(published: readonly Published[]): string {
  return published
    .map(({ subject, header }) => {
      const known = Object.entries(header.subjects[0]!.details).map(([key, value]) => `${key}: ${value}`);
      return [`- \`${subject}\`: ${known.join('; ')}.`, `  \`${header.command}\``].join('\n');
    })
    .join('\n');
}

function operators(published: readonly Published[]): string {
  const pages = [...new Set(published.flatMap(({ checks }) => checks.map(({ page }) => page)))].sort();
  const rows = pages.map((page) => [
    page,
    ...published.map(({ checks }) => operatorCell(checks.filter((check) => check.page === page))),
  ]);
  return table(['Operator', ...published.map(({ subject }) => `\`${subject}\``)], rows);
}

/** The text of reports/published/README.md: a pure function of what is published. */
export function readmeOf(published: readonly Published[]): string {
  const absent = publishedSubjects().filter((subject) => published.every((each) => each.subject !== subject));
  const { assay, node, seed, profile } = published[0]!.header;
  const missing =
    absent.length === 0
      ? ''
      : `\nNot judged, since their native libraries were not there: ${absent.map((subject) => `\`${subject}\``).join(', ')}.\n`;
  return `# Results of real backends

Every check of every page, on each backend that runs here, written by \`npm run results\` (Assay ${assay}, Node ${node}, seed
${seed}, profile ${profile}). What lies behind the verdicts is told in [findings.md](findings.md); what they mean, in
[judging.md](../../docs/judging.md).

${summary(published)}

Checks of operators that Assay composed of a library's own functions are counted apart, as passes of those that apply.
${missing}
## Under which conditions

Vector kernels of native libraries are chosen by the processor's instruction set, so a last digit may differ elsewhere;
everything else follows from these. The commands write \`report.html\` as well, with curves of the errors and the tables of
special values; it is left out here for its size.

${details(published)}

## By operator

What does not pass. Formats are named where another one of the same operator passes; brackets stand around operators
that Assay composed; an empty cell is an operator that the subject does not offer.

${operators(published)}
`;
}
