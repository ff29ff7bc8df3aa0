import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { builtinPagesFolder, loadPages } from '../spec/language/load-page.ts';
import { addTallies, CHUNK, QuestionChecker, type Sides, type Tally, THOROUGH } from './crosscheck.ts';
import { Decider } from './mpfr/decide.ts';
import { loadMpfr, type MpfrBinding } from './mpfr/field.ts';
import { OUTPUTS } from './outputs.ts';
import { codeVersion, Progress } from './progress.ts';
import { questionOf } from './question.ts';
import { referenceTier } from './slow-tier.ts';
import { replaceResultBlock, reportTable } from './table.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    points: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
  },
});
const points = Number(values.points);
const seed = Number(values.seed);
if (!Number.isSafeInteger(points) || points < CHUNK || points % CHUNK !== 0 || !Number.isSafeInteger(seed)) {
  console.error(`crosscheck: --points must be a multiple of ${CHUNK} and --seed an integer`);
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

const binding = await loadMpfr();
const sides: Sides = { decider: new Decider(binding), slow: referenceTier };
const progress = new Progress(join(root, '.cache', 'crosscheck.json'), `${codeVersion(root)} ${seed} ${CHUNK}`);
const report = new Map<string, Tally>();
const selected = OUTPUTS.filter((output) => output.name.includes(values.only));
for (const output of selected) {
  const question = questionOf(pages, output);
  const checker = new QuestionChecker(question, sides, THOROUGH);
  let { chunks, tally } = progress.of(question);
  // A longer run under the same setting has its own count; a shorter one asks for no more than is there.
  while (chunks * CHUNK < points) {
    tally = addTallies(tally, checker.check(seed, chunks));
    chunks++;
    progress.save(question, chunks, tally);
    process.stderr.write(`\r${output.name}: ${tally.points} of ${points}, ${tally.mismatches} mismatches  `);
  }
  process.stderr.write('\n');
  report.set(output.name, tally);
}

const table = reportTable(report);
console.log(table);
const bad = [...report.values()].filter((t) => t.mismatches + t.undecided + t.undecidedByMpfr > 0);
for (const tally of bad) for (const example of tally.examples) console.log(JSON.stringify(example));

if (selected.length === OUTPUTS.length) {
  const file = join(root, 'docs', 'crosscheck.md');
  const day = new Date().toISOString().slice(0, 10);
  const head = `\`npm run crosscheck -- --points ${points} --seed ${seed}\`, ${day}\n\n${versions(binding)}`;
  writeFileSync(file, replaceResultBlock(readFileSync(file, 'utf8'), `${head}\n\n${table}`));
}
process.exit(bad.length === 0 ? 0 : 1);
