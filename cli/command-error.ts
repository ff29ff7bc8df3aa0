import { EXIT, type ExitCode } from './exit-code.ts';

/** Ends a command with one clear message on stderr: what was wrong, where, and what to do. Never shown with a stack. */
export class CommandError extends Error {
  readonly exitCode: ExitCode;
  constructor(message: string, exitCode: ExitCode = EXIT.usage) {
    super(message);
    this.name = 'CommandError';
    this.exitCode = exitCode;
  }
}
