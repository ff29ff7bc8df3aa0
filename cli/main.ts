import { CommanderError } from 'commander';
import { CommandError } from './command-error.ts';
import { type Console, processConsole } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { createProgram } from './program.ts';

/** Where a fault of Assay is told; the stack is for the people who mend it. */
function explainFault(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const stack = process.env.ASSAY_DEBUG === '1' && error instanceof Error ? `\n${error.stack}` : '';
  return `assay: this is a fault of Assay, not of a subject: ${message}\nPlease report it with the command; ASSAY_DEBUG=1 shows where it happened.${stack}\n`;
}

function explain(error: unknown, console: Console): ExitCode {
  if (error instanceof CommandError) {
    console.err(`assay: ${error.message}\n`);
    return error.exitCode;
  }
  // Commander has printed its own message; help and version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.conforms : EXIT.usage;
  console.err(explainFault(error));
  return EXIT.fault;
}

/** Runs one command. Never throws; every error is told once, in words. */
export async function runCommand(words: readonly string[], console: Console): Promise<ExitCode> {
  let exitCode: ExitCode = EXIT.conforms;
  try {
    const program = createProgram(words, console, (code) => {
      exitCode = code;
    });
    await program.parseAsync([...words], { from: 'user' });
  } catch (error) {
    exitCode = explain(error, console);
  }
  return exitCode;
}

const flushed = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => {
    stream.write('', () => resolve());
  });

/** The command of this process: `argv` as Node gives it. Ends the process, since native backends keep it alive. */
export async function main(argv: readonly string[]): Promise<void> {
  // `assay list | head -1` closes the pipe early: that is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.conforms);
    throw error;
  });
  const exitCode = await runCommand(argv.slice(2), processConsole());
  await Promise.all([flushed(process.stdout), flushed(process.stderr)]);
  process.exit(exitCode);
}
