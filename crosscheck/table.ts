import type { Report, Tally } from './crosscheck.ts';

const HEADINGS = [
  'output',
  'points',
  'exact',
  'float64',
  'bigint',
  'decimal',
  'mismatches',
  'undecided',
  'MPFR undecided',
];

const cells = (name: string, { points, tiers, mismatches, undecided, undecidedByMpfr }: Tally): string[] => [
  name,
  ...[points, tiers.exact, tiers.float64, tiers.bigint, tiers.decimal, mismatches, undecided, undecidedByMpfr].map(
    (count) => count.toLocaleString('en'),
  ),
];

/** The report as a Markdown table, a row an output, padded so that it reads well in a terminal too. */
export function reportTable(report: Report): string {
  const rows = [HEADINGS, ...[...report].map(([name, tally]) => cells(name, tally))];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
  const rule = `|${widths.map((width, i) => (i === 0 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
  return [line(rows[0]!), rule, ...rows.slice(1).map(line)].join('\n');
}

/**
 * The document with what stands between the two marks of a block replaced.
 *
 * @throws RangeError if it lacks the marks
 */
export function replaceResultBlock(document: string, name: string, block: string): string {
  const [opening, closing] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const begin = document.indexOf(opening);
  const end = document.indexOf(closing);
  if (begin < 0 || end < begin)
    throw new RangeError(`docs/crosscheck.md needs the lines "${opening}" and "${closing}"`);
  return `${document.slice(0, begin + opening.length)}\n\n${block}\n\n${document.slice(end)}`;
}
