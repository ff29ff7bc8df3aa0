/**
 * Judges every built-in backend, and torch.optim, where they run and writes what is published: `npm run results`. Arguments name
 * subjects; the others keep what they have.
 */
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { processConsole } from '../../cli/console.ts';
import { EXIT } from '../../cli/exit-code.ts';
import { runCommand } from '../../cli/main.ts';
import { RESULTS_FILE, recordLine } from '../../reports/ndjson.ts';
import {
  compact,
  folderName,
  LARGEST_FILE,
  PUBLISHED,
  publishedOf,
  publishedSubjects,
  readPublished,
} from './published.ts';
import { readmeOf } from './readme.ts';

const asked = process.argv.slice(2);

/** Unexpected findings are what is published; anything that kept the judging from working is not. */
const JUDGED: readonly number[] = [EXIT.conforms, EXIT.findings];

for (const subject of asked.length > 0 ? asked : publishedSubjects()) {
  const folder = join(PUBLISHED, folderName(subject));
  const words = ['run', subject, '--report', relative(process.cwd(), folder)];
  const exitCode = await runCommand(words, processConsole());
  const file = join(folder, RESULTS_FILE);
  const { records, header } = publishedOf(subject, readFileSync(file, 'utf8'));
  if (header.subjects[0]?.unavailable !== undefined) {
    rmSync(folder, { recursive: true });
    continue;
  }
  if (!JUDGED.includes(exitCode)) throw new Error(`${subject} could not be judged: exit code ${exitCode}`);
  writeFileSync(file, compact(records).map(recordLine).join(''));
  // Half a megabyte that is another one after every run, and that the command in the header writes again.
  for (const name of ['report.html', 'junit.xml']) rmSync(join(folder, name), { force: true });
  const { size } = statSync(file);
  if (size > LARGEST_FILE)
    throw new Error(`${relative(PUBLISHED, file)} has ${size} bytes; ${LARGEST_FILE} are allowed`);
}

writeFileSync(join(PUBLISHED, 'README.md'), readmeOf(readPublished()));
