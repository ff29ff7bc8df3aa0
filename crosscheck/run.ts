/**
 * `npm run crosscheck [-- --points 100000] [--seed 1] [--only gelu] [--processes 2]`: compares oracle and second
 * implementation at random points of every output, and the float64 tier with the slow ones on every number of float16 and
 * bfloat16. Progress is kept, so that an interrupted run goes on. A run over every output writes docs/crosscheck.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { CHUNK, type Tally } from './crosscheck.ts';
import { loadMpfr, type MpfrBinding } from './mpfr/field.ts';
import { OUTPUTS } from './outputs.ts';
import { codeVersion, Progress } from './progress.ts';
import { questionOf } from './question.ts';
import { replaceResultBlock, reportTable } from './table.ts';
import { exhaustiveTask, labelOf, pointsTask, type Task, workOn } from './work.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    processes: { type: 'string', default: `${availableParallelism()}` },
  },
});
const [points, seed, processes] = [values.points, values.seed, values.processes].map(Number) as [
  number,
  number,
  number,
];
if (!Number.isSafeInteger(points) || points < CHUNK || points % CHUNK !== 0 || !Number.isSafeInteger(seed)) {
  console.error(`crosscheck: --points must be a multiple of ${CHUNK} and --seed an integer`);
  process.exit(2);
}
if (!Number.isSafeInteger(processes) || processes < 1) {
  console.error(`crosscheck: --processes must be a positive integer, not ${values.processes}`);
  process.exit(2);
}

const { pages, problems } = loadPages([builtinPagesFolder()]);
for (const problem of problems) console.error(`crosscheck: ${problem}`);
if (problems.length > 0) process.exit(4);

function versions(binding: MpfrBinding): string {
  const require = createRequire(import.meta.url);
  const version = (name: string): string =>
    (JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')) as { version: string }).version;
  const { version: own } = require('../package.json') as { version: string };
  const address = binding.mpfr_get_version();
  const bytes = binding.mem.subarray(address, binding.mem.indexOf(0, address));
  const mpfr = Buffer.from(bytes).toString('latin1');
  return `dl-assay ${own}, gmp-wasm ${version('gmp-wasm')} (MPFR ${mpfr}), decimal.js ${version('decimal.js')}, Node ${process.version}`;
}

const progress = new Progress(join(root, '.cache', 'crosscheck.json'), `${codeVersion(root)} ${seed} ${CHUNK}`);
const questions = OUTPUTS.filter(({ name }) => name.includes(values.only)).map((output) => questionOf(pages, output));
const drawn = questions.map((question) => pointsTask(question, points));
const every = questions.filter(({ output }) => output.at).map(exhaustiveTask);

const started = performance.now();
let done = 0;
await workOn([...drawn, ...every], {
  seed,
  processes,
  progress,
  onPortion: (task, tally, added) => {
    done += added.points;
    const rate = Math.round((1000 * done) / (performance.now() - started)).toLocaleString('en');
    const { points: count, mismatches, undecided } = tally;
    process.stderr.write(
      `${rate} points/s  ${labelOf(task)}: ${count}, ${mismatches} mismatches, ${undecided} undecided\n`,
    );
  },
});

/** What is known of each task, under the names of the outputs. */
const reportOf = (tasks: readonly Task[]): Map<string, Tally> =>
  new Map(tasks.map((task) => [task.question.output.name, progress.of(task.question, labelOf(task)).tally]));
const reports = [reportOf(drawn), reportOf(every)] as const;
const tables = reports.map(reportTable) as [string, string];
for (const table of tables) console.log(`${table}\n`);
const bad = reports
  .flatMap((report) => [...report.values()])
  .filter((tally) => tally.mismatches + tally.undecided + tally.undecidedByMpfr > 0);
for (const tally of bad) for (const example of tally.examples) console.log(JSON.stringify(example));

if (values.only === '') {
  const file = join(root, 'docs', 'crosscheck.md');
  const day = new Date().toISOString().slice(0, 10);
  const head = `\`npm run crosscheck -- --points ${points} --seed ${seed}\`, ${day}\n\n${versions(await loadMpfr())}`;
  const document = replaceResultBlock(readFileSync(file, 'utf8'), 'crosscheck', `${head}\n\n${tables[0]}`);
  writeFileSync(file, replaceResultBlock(document, 'every number', tables[1]));
}
process.exit(bad.length === 0 ? 0 : 1);
