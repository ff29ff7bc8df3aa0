import type { Block, CommandProof } from './read-blocks.ts';
import { type Ended, runAssay } from './stage.ts';

/** The files that a document gives its reader, by name. */
export function filesOf(blocks: readonly Block[]): ReadonlyMap<string, string> {
  return new Map(blocks.flatMap(({ proof, text }) => (proof?.kind === 'file' ? [[proof.path, text] as const] : [])));
}

/** From the line that begins with `start` to the next empty line, or the end of its block. */
function paragraphOf(output: string, start: string): string {
  const lines = output.split('\n');
  const from = lines.findIndex((line) => line.startsWith(start));
  if (from < 0) throw new Error(`no line begins with "${start}" in\n${output}`);
  const length = lines.slice(from).findIndex((line) => line === '' || line === '```');
  return lines.slice(from, length < 0 ? lines.length : from + length).join('\n');
}

/**
 * Runs the commands of a document, each once, and answers with what a `run` or `report` block should say now; the
 * command stands before its own output, behind a prompt.
 */
export function createOutputs(files: ReadonlyMap<string, string>): (proof: CommandProof) => Promise<string> {
  const ended = new Map<string, Promise<Ended>>();
  return async ({ kind, command, paragraph }) => {
    if (!ended.has(command)) ended.set(command, runAssay(files, command));
    const { status, stdout, stderr, report } = await ended.get(command)!;
    // 0: conforms, 1: findings, 3: a backend is not on this machine; the others are no answer to show.
    if (status !== 0 && status !== 1 && status !== 3) throw new Error(`${command} ended with ${status}:\n${stderr}`);
    const output = kind === 'run' ? stdout : report;
    if (output === undefined) throw new Error(`${command} wrote no report`);
    const shown = paragraph === undefined ? output.trimEnd() : paragraphOf(output, paragraph);
    return kind === 'run' ? `$ npx ${command}\n${shown}\n` : `${shown}\n`;
  };
}

/** Replaces what differs between two machines or two releases: durations, versions, hashes of a module's text. */
export const withoutAccidents = (output: string): string =>
  output
    .replace(/\b\d+\.\d s\b/g, '0.0 s')
    .replace(/\bv?\d+\.\d+\.\d+\b/g, '0.0.0')
    .replace(/sha256:[0-9a-f]{12}/g, 'sha256:');
