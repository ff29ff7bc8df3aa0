import { randomBytes } from 'node:crypto';
import type { PageInterface } from '../contract.ts';
import { Child } from './child.ts';
import { LineReader } from './line-reader.ts';
import { type Body, type Kind, PROTOCOL, reply as replySchema, VALUES, type Value } from './messages.ts';
import { type Failure, ProcessFailure, quoted } from './process-failure.ts';

export interface ProcessOptions {
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly pages: readonly PageInterface[];
  /** Milliseconds that one request may take. */
  readonly deadline: number;
  /** Sees every line as it passes, for a person who looks for a fault in the conversation. */
  readonly onLine?: (direction: 'to' | 'from', line: string) => void;
}

/** An interpreter starts and imports a framework before it answers `hello`: that takes more than any call. */
const HELLO_DEADLINES = 3;

/**
 * No message is longer: 65,536 values of float64 are 0.7 MB in base64, and a reply holds a handful of tensors. Without
 * a limit a subject that never ends its line would fill the memory of this process.
 */
export const LONGEST_LINE = 64 * 2 ** 20;

interface Pending {
  readonly seq: string;
  readonly kind: Kind;
  readonly limit: number;
  readonly resolve: (value: unknown) => void;
  readonly reject: (failure: ProcessFailure) => void;
}

/**
 * One life of a subject's process. Requests may be sent without waiting for the answers to earlier ones; they are
 * answered in order, so the first one unanswered is the one in hand.
 */
export class SubjectProcess {
  readonly #options: ProcessOptions;
  readonly #child: Child;
  readonly #reader: LineReader;
  readonly #queue: Pending[] = [];
  readonly #run = randomBytes(3).toString('hex');
  #sent = 0;
  #received = 0;
  #timer: NodeJS.Timeout | undefined;
  #why: Failure | undefined;
  #over: () => void = () => undefined;
  readonly #gone = new Promise<void>((resolve) => {
    this.#over = resolve;
  });
  #description: Value<'hello'> | undefined;

  private constructor(options: ProcessOptions) {
    this.#options = options;
    this.#reader = new LineReader(
      LONGEST_LINE,
      (line) => this.#receive(line),
      (start) => this.#breach(`wrote more than ${LONGEST_LINE / 2 ** 20} MiB without a line break (${quoted(start)})`),
    );
    this.#child = new Child(options.words, options.env ?? process.env, {
      data: (chunk) => {
        this.#received += chunk.length;
        this.#reader.push(chunk);
      },
      end: (how) => {
        const rest = this.#reader.rest;
        const half = rest === '' ? '' : `, after half a line (${quoted(rest)})`;
        this.#end({ fault: 'exited', problem: `did not answer: its process ${how}${half}` });
        this.#over();
      },
      refused: (error) => {
        this.#end({ fault: 'unavailable', problem: whyNotStarted(options.words[0]!, error) });
        this.#over();
      },
    });
    this.#child.hold(false);
  }

  /** @throws ProcessFailure where the program cannot be started or does not answer `hello` with what it offers */
  static async start(options: ProcessOptions): Promise<SubjectProcess> {
    const started = new SubjectProcess(options);
    const body = { kind: 'hello', protocol: PROTOCOL, pages: options.pages } as unknown as Body<'hello'>;
    try {
      started.#description = await started.send('hello', body, options.deadline * HELLO_DEADLINES);
    } catch (error) {
      await started.stop();
      throw error;
    }
    return started;
  }

  get description(): Value<'hello'> {
    return this.#description!;
  }

  /** Why the process is no more; `undefined` while it runs. */
  get ended(): Failure | undefined {
    return this.#why;
  }

  /** @throws ProcessFailure (as a rejection) */
  send<K extends Kind>(kind: K, body: Body<K>, limit = this.#options.deadline): Promise<Value<K>> {
    if (this.#why) return Promise.reject(new ProcessFailure(this.#why, 'bystander'));
    const seq = `${this.#run}-${++this.#sent}`;
    return new Promise((resolve, reject) => {
      this.#queue.push({ seq, kind, limit, resolve: resolve as (value: unknown) => void, reject });
      if (this.#queue.length === 1) this.#watch();
      const line = JSON.stringify({ seq, ...body });
      this.#options.onLine?.('to', line);
      this.#child.write(`${line}\n`);
    });
  }

  /**
   * Lets the subject end by itself, and ends it where it does not; resolves when the process is gone.
   *
   * @returns whether it ended by itself
   */
  async stop(patience = 500): Promise<boolean> {
    this.#child.hold(true);
    this.#child.closeInput();
    let byItself = true;
    const timer = setTimeout(() => {
      byItself = false;
      this.#child.kill();
    }, patience);
    await this.#gone;
    clearTimeout(timer);
    return byItself;
  }

  #receive(line: string): void {
    if (this.#why) return;
    this.#options.onLine?.('from', line);
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      const begun = line.trimStart().startsWith('{"');
      const says = begun ? 'a line that is no JSON' : 'a line that is no message of the protocol';
      const hint = begun ? '' : '; what a person is to read belongs on stderr';
      this.#breach(`wrote ${says} to stdout: ${quoted(line)}${hint}`);
      return;
    }
    const read = replySchema.safeParse(message);
    if (!read.success) {
      this.#breach(`wrote a line to stdout that is no reply: ${quoted(line)} (${firstIssue(read.error)})`);
      return;
    }
    const { seq, value, error } = read.data;
    const head = this.#queue[0];
    if (head === undefined) {
      this.#breach(`wrote a reply that nobody asked for: ${quoted(line)}`);
    } else if (seq !== head.seq) {
      this.#breach(
        `answered with seq ${quoted(seq)} where ${quoted(head.seq)} was asked; repeat the seq of the request`,
      );
    } else {
      this.#answer(head, value, error);
    }
  }

  #answer({ kind, resolve, reject }: Pending, value: unknown, error: { message: string } | undefined): void {
    let answer: { readonly value: unknown } | Failure;
    if (error !== undefined) answer = failureFrom(error);
    else {
      const read = VALUES[kind].safeParse(value);
      const fault = kind === 'hello' ? 'not-a-subject' : 'wrong-type';
      answer = read.success
        ? { value: read.data }
        : { fault, problem: `answered with a value that is none of \`${kind}\`: ${firstIssue(read.error)}` };
    }
    this.#queue.shift();
    if (this.#queue.length > 0) this.#watch();
    else this.#rest();
    if ('value' in answer) resolve(answer.value);
    else reject(new ProcessFailure(answer, 'answered'));
  }

  /** Gives the first request in the queue its time, and keeps this process alive meanwhile. */
  #watch(): void {
    clearTimeout(this.#timer);
    this.#child.hold(true);
    this.#timer = setTimeout(() => this.#late(), this.#queue[0]!.limit);
  }

  #rest(): void {
    clearTimeout(this.#timer);
    this.#child.hold(false);
  }

  /**
   * The time is over by the clock. If this process was busy meanwhile the answer may lie in the pipe, so the event loop
   * reads on (timers run before input, immediates after) until nothing more comes.
   */
  #late(): void {
    const head = this.#queue[0];
    const received = this.#received;
    setImmediate(() => {
      if (this.#why || head === undefined || this.#queue[0] !== head) return;
      if (this.#received !== received) return this.#late();
      const rest = this.#reader.rest;
      const half =
        rest === '' ? '' : `; half a line had come (${quoted(rest)}), is its line break missing, or a flush?`;
      this.#breach(`did not answer within ${head.limit} ms${half}`, 'timeout');
    });
  }

  /** Nothing that it says can be believed any more, or it says nothing: it is ended. */
  #breach(problem: string, fault: Failure['fault'] = this.#description ? 'wrong-type' : 'not-a-subject'): void {
    this.#end({ fault, problem });
    this.#child.kill();
  }

  /** The process is gone or as good as gone; only the first reason counts. */
  #end(why: Failure): void {
    if (this.#why) return;
    const { stderr } = this.#child;
    this.#why = stderr === undefined ? why : { ...why, detail: stderr };
    clearTimeout(this.#timer);
    this.#child.hold(false);
    const [head, ...others] = this.#queue.splice(0);
    head?.reject(new ProcessFailure(this.#why, 'culprit'));
    for (const { reject } of others) reject(new ProcessFailure(this.#why, 'bystander'));
  }
}

function failureFrom(error: {
  readonly message: string;
  readonly fault?: unknown;
  readonly detail?: unknown;
}): Failure {
  const fault = (error.fault ?? 'threw') as Failure['fault'];
  const detail = typeof error.detail === 'string' ? { detail: error.detail } : {};
  return { fault, problem: error.message, ...detail };
}

function firstIssue(error: { readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[] }) {
  const [issue] = error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  return `${where === '' ? '' : `at ${where}: `}${issue?.message ?? 'it does not fit the schema'}`;
}

function whyNotStarted(program: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return `could not be started: there is no program \`${program}\` here or on the PATH`;
  if (error.code === 'EACCES') return `could not be started: \`${program}\` may not be executed (chmod +x?)`;
  return `could not be started: ${error.message}`;
}
