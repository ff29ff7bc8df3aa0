import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { didYouMean } from '../adapters/closest-names.ts';
import { RESULTS_FILE } from '../reports/ndjson.ts';
import { readResults } from '../reports/ndjson-reader.ts';
import type { FindingRecord, ResultRecord } from '../reports/record.ts';
import { collectResults } from '../reports/results.ts';
import type { Page } from '../spec/language/page.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { conductJudging } from './judging.ts';
import { loadSpec } from './load-spec.ts';
import { openSubjects } from './open-subjects.ts';
import { DEFAULT_REPORT_FOLDER } from './report-folder.ts';

export interface ReplayOptions {
  readonly report?: string;
  readonly pages?: string;
}

/** @throws CommandError where there are no records, or none that can be read */
function readRecords(folder: string, console: Console): readonly ResultRecord[] {
  const file = join(folder, RESULTS_FILE);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const why = (error as Error).message;
    throw new CommandError(`cannot read ${file}: ${why}. Run \`assay run\` first, or name its folder with --report.`);
  }
  const { records, bad, truncated } = readResults(text);
  for (const { line, what } of bad) console.err(`assay: ${file}:${line}: ${what}; the line is left out\n`);
  if (truncated) console.err(`assay: ${file} has no footer: the run that wrote it did not come to its end\n`);
  return records;
}

function requireFinding(findings: readonly FindingRecord[], id: string, folder: string): FindingRecord {
  const found = findings.find((finding) => finding.id === id);
  if (found) return found;
  const ids = findings.map((finding) => finding.id);
  const near = didYouMean(id, ids);
  const there =
    ids.length === 0
      ? 'it holds no findings'
      : `its findings are ${ids.slice(0, 8).join(', ')}${ids.length > 8 ? ', …' : ''}`;
  throw new CommandError(`${folder} holds no finding \`${id}\`${near === '' ? `; ${there}` : near}`);
}

/** A page that was changed since may judge otherwise: the reader is told before wondering. */
function warnOfChanges(
  finding: FindingRecord,
  recorded: string | undefined,
  page: Page | undefined,
  console: Console,
): void {
  if (page === undefined) {
    throw new CommandError(`there is no page ${finding.page} any more; was the run made with --pages? Give it again.`);
  }
  if (recorded !== undefined && recorded !== page.digest) {
    console.err(`assay: the page ${page.id} has changed since the finding was recorded\n`);
  }
}

const sameExample = (a: FindingRecord, b: FindingRecord): boolean =>
  JSON.stringify(a.counterexample) === JSON.stringify(b.counterexample);

/**
 * `assay replay`: judges the check of a recorded finding again, on the same subject in the same format with the same
 * seed, and says whether the finding appears again. The report folder is left as it is.
 */
export async function replay(id: string, options: ReplayOptions, command: string, console: Console): Promise<ExitCode> {
  const folder = options.report ?? DEFAULT_REPORT_FOLDER;
  const { header, findings, pages: recorded } = collectResults(readRecords(folder, console));
  const finding = requireFinding(findings, id, folder);
  if (!header)
    throw new CommandError(`${folder} has no header, so the seed of ${id} is not known; run the check again.`);
  const pages = loadSpec(options.pages);
  warnOfChanges(finding, recorded.get(finding.page)?.digest, pages.get(finding.page), console);
  const subjects = await openSubjects([finding.subject], pages);
  const { records, exitCode } = await conductJudging(
    {
      subjects,
      pages,
      command,
      checks: finding.check,
      formats: [finding.format],
      seed: header.seed,
      profile: header.profile === 'strict' ? 'strict' : 'standard',
    },
    console,
  );
  if (subjects.unavailable.length > 0) return EXIT.unavailable;
  if (exitCode === EXIT.interrupted) return exitCode;
  const again = records.filter(
    (record) => record.type === 'finding' && record.check === finding.check && record.format === finding.format,
  ) as FindingRecord[];
  if (again.length === 0) console.out(`${id} does not appear any more.\n`);
  else if (again.some((each) => sameExample(each, finding)))
    console.out(`${id} appears again, with the same counterexample.\n`);
  else console.out(`${id} appears again, with another counterexample: the subject or the page has changed.\n`);
  return exitCode;
}
