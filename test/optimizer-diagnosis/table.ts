import { countsOf } from '../activation-diagnosis/score.ts';
import { nameOf, type ScoredRule } from './score.ts';

/** The table as text: a row for each module, then the counts. */
export function ruleTable(scored: readonly ScoredRule[]): string {
  const rows = scored.map(({ planted, outcome, answer, where }) => [nameOf(planted), outcome, answer, where]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => Math.min(60, row[column]!.length))));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return `${lines.join('\n')}\n\n${countsOf(scored)}\n`;
}
