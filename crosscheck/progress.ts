import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EMPTY_TALLY, type Tally } from './crosscheck.ts';
import type { Question } from './question.ts';

interface Entry {
  readonly key: string;
  /** Whole chunks done, always the first ones. */
  readonly chunks: number;
  readonly tally: Tally;
}

function readState(file: string): Record<string, Entry> {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Entry>;
  } catch (error) {
    throw new SyntaxError(`${file} is not the state of a crosscheck; delete it to start over`, { cause: error });
  }
}

/**
 * SHA-256 over the sources that decide a result: the oracle, the formula language and the hand-written side. Tests
 * and pages are left out: a page has its own digest.
 */
export function codeVersion(root: string): string {
  const hash = createHash('sha256');
  for (const folder of ['crosscheck', 'reference', 'spec/language']) {
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts')).sort())
      hash.update(`${folder}/${file}\n`).update(readFileSync(join(root, folder, file)));
  }
  return hash.digest('hex');
}

/**
 * How far a crosscheck has come, kept in a file so that an interrupted run goes on where it stopped. An entry counts
 * only under the same page, code, seed and chunk size.
 */
export class Progress {
  readonly #file: string;
  readonly #setting: string;
  readonly #entries: Map<string, Entry>;

  /**
   * @param setting code version, seed and chunk size in one string
   * @throws SyntaxError if the file is there but cannot be read
   */
  constructor(file: string, setting: string) {
    this.#file = file;
    this.#setting = setting;
    this.#entries = new Map(Object.entries(existsSync(file) ? readState(file) : {}));
  }

  #key(question: Question): string {
    return `${question.page.digest} ${this.#setting}`;
  }

  /** What is already done of a question; of one of several kinds of work on it, by its label. */
  of(question: Question, label: string = question.output.name): { chunks: number; tally: Tally } {
    const entry = this.#entries.get(label);
    return entry?.key === this.#key(question) ? entry : { chunks: 0, tally: EMPTY_TALLY };
  }

  /** Notes that the first `chunks` chunks gave `tally`; the file is replaced whole, never left half written. */
  save(question: Question, chunks: number, tally: Tally, label: string = question.output.name): void {
    this.#entries.set(label, { key: this.#key(question), chunks, tally });
    mkdirSync(dirname(this.#file), { recursive: true });
    writeFileSync(`${this.#file}.new`, JSON.stringify(Object.fromEntries(this.#entries)));
    renameSync(`${this.#file}.new`, this.#file);
  }
}
