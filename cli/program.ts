import { Command } from 'commander';
import { VERSION } from '../suites/version.ts';
import type { Console } from './console.ts';
import type { ExitCode } from './exit-code.ts';
import { parseAssignment, parseDuration, parseFormat, parseFormats, parseProfile, parseSeed } from './options.ts';

const PAGES = ['--pages <dir>', "a folder of your own pages, beside the project's"] as const;
const REPORT = '--report <dir>';

const EXIT_CODES = `
Exit codes: 0 conforms, 1 unexpected findings, 2 wrong usage, 3 a subject is
unavailable or its adapter broken, 4 a fault of Assay.`;

/** The command as it was typed, for the records; words with a space are quoted so that it can be typed again. */
function commandLine(words: readonly string[]): string {
  return [
    'assay',
    ...words.map((word) => (/^[\w./:@=,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)),
  ].join(' ');
}

/**
 * The command line. Each command imports what it needs when it runs: `assay --version` must not wait for a backend.
 *
 * `done` receives the exit code of the command that ran.
 */
export function createProgram(words: readonly string[], console: Console, done: (code: ExitCode) => void): Command {
  const command = commandLine(words);
  const program = new Command('assay')
    .description('Weighs implementations of deep-learning mathematics against the formulas themselves.')
    .version(VERSION)
    .showHelpAfterError('(assay --help shows what there is)')
    .addHelpText('after', EXIT_CODES)
    .configureOutput({ writeOut: console.out, writeErr: console.err })
    .exitOverride();

  program
    .command('run')
    .description('judge subjects: built-in backends, files of your own, or command lines')
    .argument(
      '[subject...]',
      "tfjs:cpu, ./my-adamw.ts, ./my_adamw.py, 'exec:ruby my.rb' ...; every built-in backend where none is named",
    )
    .option('--checks <glob>', "only these checks, e.g. 'activation/*'")
    .option('--format <name>', 'only this format (float16, bfloat16, float32, float64); may be repeated', parseFormats)
    .option('--seed <number>', 'seed of the random inputs', parseSeed)
    .option('--profile <name>', 'standard, or strict: unstable results and accepted variants fail too', parseProfile)
    .option('--budget <time>', 'stop judging after this time, e.g. 30s or 5m', parseDuration)
    .option(...PAGES)
    .option(REPORT, 'where records and report are written (default: ./conformance-report)')
    .option('--accept', 'write what is found to the expectations file: from then on only what is new fails')
    .option(
      '--expectations <file>',
      'findings that are known, with their reasons (default: ./assay.expectations.json where it exists)',
    )
    .action(async (subjects: string[], options) => {
      const { run } = await import('./run.ts');
      done(await run(subjects, options, command, console));
    });

  program
    .command('list')
    .argument('[pattern]', 'only pages with checks like this: gelu, optimizer, "*/stability"')
    .description('show subjects, pages and checks')
    .option(...PAGES)
    .action(async (pattern: string | undefined, options) => {
      const { list } = await import('./list.ts');
      done(list({ ...options, ...(pattern !== undefined && { pattern }) }, console));
    });

  program
    .command('explain')
    .description('what a page says and what its checks hold a subject to: formulas, bounds, variants, mistakes')
    .argument('<id>', 'a page or a check: activation/gelu, gelu, gelu/derivative')
    .option('--json', 'one JSON object')
    .option(...PAGES)
    .action(async (id: string, options) => {
      const { explain } = await import('./explain.ts');
      done(explain(id, options, console));
    });

  program
    .command('eval')
    .description('the exact value of a page at points, correctly rounded')
    .argument('<id>', 'a page: activation/gelu, or gelu')
    .argument('[points...]', 'decimal numbers or 0x bit patterns; the elements of a vector joined by commas')
    .requiredOption('--format <name>', 'format of inputs and results', parseFormat)
    .option('--derivative', 'the derivative instead of the value')
    .option('--set <name=value>', 'a hyper-parameter or another input; may be repeated', parseAssignment)
    .option('--mode <name>', 'training or inference, for a page that has modes')
    .option('--stdin', 'read the points from standard input, one a line')
    .option('--json', 'one JSON object a line')
    .option(...PAGES)
    // A negative number is a point, not an option.
    .allowUnknownOption()
    .action(async (id: string, points: string[], options) => {
      const { evaluatePoints } = await import('./evaluate-points.ts');
      done(await evaluatePoints(id, points, options, console));
    });

  program
    .command('replay')
    .description('judge the check of a recorded finding again')
    .argument('<finding>', 'id of the finding, e.g. f1')
    .option(REPORT, 'the folder of the run (default: ./conformance-report)')
    .option(...PAGES)
    .action(async (finding: string, options) => {
      const { replay } = await import('./replay.ts');
      done(await replay(finding, options, command, console));
    });

  program
    .command('doctor')
    .description('examine adapters before anything is judged: shapes, special values, determinism')
    .argument('[subject...]', 'every built-in backend where none is named; with --protocol a command and its arguments')
    .option('--protocol', 'talk to a command line step by step: assay doctor --protocol -- ruby my.rb')
    .option('--deadline <time>', 'with --protocol: what one answer may take (default: 30s)', parseDuration)
    .option(...PAGES)
    .action(async (subjects: string[], options) => {
      if (options.protocol) {
        const { doctorProtocol } = await import('./doctor-protocol.ts');
        done(await doctorProtocol(subjects, options, console));
        return;
      }
      const { doctor } = await import('./doctor.ts');
      done(await doctor(subjects, options, console));
    });

  program
    .command('init')
    .description('write a file to be filled in: an optimizer, the adapter of a backend, a page')
    .argument('<kind>', 'optimizer, backend or page')
    .option('--language <name>', 'of an optimizer: ts or python (default: ts)')
    .option('--page <id>', 'the page that an optimizer is to implement (default: adamw)')
    .option('--output <file>', 'where it is written (default: a name like ./my-adamw.ts)')
    .option('--force', 'write over a file that is there')
    .option(...PAGES)
    .action(async (kind: string, options) => {
      const { init } = await import('./init.ts');
      done(init(kind, options, console));
    });

  program
    .command('check-spec')
    .description('prove pages sound: they parse, and derivatives, laws and limits follow from their definitions')
    .argument('[dir]', "a folder of pages; the project's own where none is named")
    .action(async (folder: string | undefined) => {
      const { checkSpec } = await import('./check-spec.ts');
      done(checkSpec(folder, console));
    });

  program
    .command('demo')
    .description('judge two real backends and an AdamW with a planted mistake')
    .option(REPORT, 'where records and report are written (default: ./conformance-report)')
    .action(async (options) => {
      const { demo } = await import('./demo.ts');
      done(await demo(options, console));
    });

  return program;
}
