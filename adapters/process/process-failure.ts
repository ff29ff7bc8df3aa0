import { AdapterError, type AdapterFault, type Outputs } from '../contract.ts';

/** Why a request gave no value. `problem` completes the sentence "subject, page, method ...". */
export interface Failure {
  readonly fault: AdapterFault;
  readonly problem: string;
  /** The subject's own words: its stack, or the last lines of its stderr. */
  readonly detail?: string;
}

export const isFailure = (value: Outputs | Failure): value is Failure => typeof value.problem === 'string';

/**
 * A request came to nothing.
 *
 * - `answered`: the subject said so itself, and goes on.
 * - `culprit`: the process ended, or was ended, over this very request.
 * - `bystander`: the process ended over another request, or by itself; this one may be given to a new process.
 */
export class ProcessFailure extends Error {
  readonly failure: Failure;
  readonly part: 'answered' | 'culprit' | 'bystander';
  constructor(failure: Failure, part: ProcessFailure['part']) {
    super(failure.problem);
    this.failure = failure;
    this.part = part;
  }
}

/** The failure as the error of the contract; `what` is the request in words: `./a.py: optimizer/adam step() at step 3`. */
export function adapterError(what: string, { fault, problem, detail }: Failure): AdapterError {
  return new AdapterError(fault, `${what} ${problem}`.replace(/\s*\n\s*/g, ' '), detail);
}

/** Text of a subject inside a message: one line, without control characters, not too long. */
export function quoted(text: string, length = 80): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  const plain = text.replace(/[\x00-\x1f\x7f-\x9f]+/g, ' ').trim();
  return `\`${plain.length > length ? `${plain.slice(0, length)}...` : plain}\``;
}
