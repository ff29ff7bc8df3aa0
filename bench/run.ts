import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureCommands } from './measure-commands.ts';
import { measureFloat64Tier } from './measure-float64-tier.ts';
import { measureSlowTiers } from './measure-slow-tiers.ts';
import { measureSteps } from './measure-steps.ts';
import { keepsPromise } from './measurement.ts';
import { table, withFigures } from './table.ts';

/** `npm run bench`: prints the figures of docs/speed.md. `--tests` times `npm test` too, `--write` puts them there. */
const { values } = parseArgs({
  options: { tests: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});

const { version } = createRequire(import.meta.url)('../package.json') as { version: string };
const processors = cpus();
const load = loadavg()[0]!.toFixed(1);
const measurements = [
  ...measureCommands(values.tests),
  ...(await measureSteps()),
  ...(await measureFloat64Tier()),
  ...(await measureSlowTiers()),
];
const command = `npm run bench${values.tests ? ' -- --tests' : ''}`;
const machine = `${processors.length} CPUs (${processors[0]?.model.trim() ?? 'unknown'}), load average ${load} at the start`;
const head = `\`${command}\`, ${new Date().toISOString().slice(0, 10)}, dl-assay ${version} from its sources, Node ${process.version}, ${machine}`;
const figures = `\n${head}\n\n${table(measurements)}\n`;
console.log(figures);

if (values.write) {
  const file = fileURLToPath(new URL('../docs/speed.md', import.meta.url));
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), figures));
}
process.exitCode = measurements.every(keepsPromise) ? 0 : 1;
