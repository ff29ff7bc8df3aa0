import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonWith } from '../adapters/process/testing/python-has.ts';
import type { FooterRecord } from '../reports/record.ts';
import { type Measurement, median } from './measurement.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/**
 * Seconds that a command takes from its start to its end, in a process of its own.
 * @throws Error where it ends with another exit code than `expected`: what fails early is fast
 */
function seconds(program: string, args: readonly string[], expected: number): number {
  const started = performance.now();
  const { status, stderr, error } = spawnSync(program, args, { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  const taken = (performance.now() - started) / 1000;
  if (status !== expected) {
    const said = error?.message ?? stderr.toString().slice(-2000);
    throw new Error(`${program} ${args.join(' ')} ended with ${status} instead of ${expected}:\n${said}`);
  }
  return taken;
}

const repeat = (runs: number, once: () => number): number => median(Array.from({ length: runs }, once));

const assay = (args: readonly string[], expected: number): number =>
  seconds(process.execPath, ['bin/assay.js', ...args], expected);

/** The demonstration: its time, and how fast and how often by a slow tier it judged. */
function measureDemo(folder: string): Measurement[] {
  const footers: FooterRecord[] = [];
  const value = repeat(3, () => {
    const taken = assay(['demo', '--report', folder], 0);
    const lines = readFileSync(join(folder, 'results.ndjson'), 'utf8').trim().split('\n');
    footers.push(JSON.parse(lines.at(-1)!) as FooterRecord);
    return taken;
  });
  const { judged, slow } = footers[0]!;
  const rate = median(footers.map((footer) => footer.judged / footer.milliseconds / 1000));
  return [
    { what: '`assay demo`, from start to end', value, unit: 's', promise: 60 },
    { what: `values judged in the demonstration, ${judged} in all`, value: rate, unit: 'million/s' },
    { what: `of them by a slow tier, ${slow}`, value: (100 * slow) / judged, unit: '%', promise: 0.1 },
  ];
}

/** Whole commands, each the median of 3 to 5 runs, and once `npm test` where it is asked for. */
export function measureCommands(withTests: boolean): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'));
  try {
    const wrong = ['run', './examples/wrong-adamw.ts', '--report', folder];
    return [
      ...measureDemo(folder),
      {
        what: '`assay run ./examples/wrong-adamw.ts`, from start to end',
        value: repeat(5, () => assay(wrong, 1)),
        unit: 's',
        promise: 5,
      },
      ...(pythonWith('numpy') === undefined
        ? []
        : [
            {
              what: '`assay run ./examples/wrong_adamw.py`, from start to end',
              value: repeat(5, () => assay(['run', './examples/wrong_adamw.py', '--report', folder], 1)),
              unit: 's',
              promise: 10,
            } as const,
          ]),
      { what: '`assay --version`', value: repeat(5, () => assay(['--version'], 0)), unit: 's' },
      ...(withTests
        ? [{ what: '`npm test`, once', value: seconds('npm', ['test'], 0), unit: 's', promise: 120 } as const]
        : []),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
