import type { AdapterFault } from '../contract.ts';
import type { Failure } from './protocol.ts';

/** Thrown inside the thread of a module: what is wrong with its answer, in words that follow "module, page, method". */
export class ModuleFailure extends Error {
  readonly failure: Failure;
  constructor(fault: AdapterFault, problem: string, detail?: string) {
    super(problem);
    this.failure = detail === undefined ? { fault, problem } : { fault, problem, detail };
  }
}

/** The line of the module that each frame of a stack is at; `undefined` for frames of other files. */
function linesIn(stack: readonly string[], moduleUrl: string): (string | undefined)[] {
  const path = decodeURIComponent(new URL(moduleUrl).pathname);
  return stack.map((frame) => {
    const match = /(?:file:\/\/)?([^\s()]+?)(?:\?[^:\s]*)?:(\d+):\d+\)?$/.exec(frame);
    return match?.[1] && decodeURIComponent(match[1]) === path ? match[2] : undefined;
  });
}

/**
 * Turns whatever was thrown by the code of a module into a failure of one line; the detail is its stack as far as the
 * module itself, since the frames below are ours and tell its author nothing.
 */
export function failureOf(thrown: unknown, moduleUrl: string): Failure {
  if (thrown instanceof ModuleFailure) return thrown.failure;
  if (thrown instanceof Error) {
    const firstLine = thrown.message.split('\n')[0];
    const stack = (thrown.stack ?? '').split('\n');
    const lines = linesIn(stack, moduleUrl);
    const at = lines.find((line) => line !== undefined);
    const own = lines.findLastIndex((line) => line !== undefined) + 1;
    const detail = stack.slice(0, own || stack.length).join('\n');
    return { fault: 'threw', problem: `threw ${thrown.name}: ${firstLine}${at ? ` (line ${at})` : ''}`, detail };
  }
  return { fault: 'threw', problem: `threw ${describeValue(thrown)}, which is no Error` };
}

/** Names a value for a person: `undefined`, `a string ("0.5")`, `a Promise`. */
export function describeValue(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return `a string (${JSON.stringify(value.slice(0, 40))})`;
  if (typeof value === 'number' || typeof value === 'boolean') return `${typeof value} ${value}`;
  if (typeof value === 'bigint') return `a bigint (${value}n)`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Promise) return 'a Promise';
  if (Array.isArray(value)) return 'an array';
  const name = (value as object).constructor?.name;
  return name && name !== 'Object' ? `a ${name}` : `an object with keys {${Object.keys(value).join(', ')}}`;
}
