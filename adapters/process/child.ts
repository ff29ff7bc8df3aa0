import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';

/** Bytes of stderr that are kept as the detail of a failure: its last lines. */
const STDERR_KEPT = 2_000;

/** After its exit a child's last words may still be on their way; a grandchild could hold its pipes open for ever. */
const LAST_WORDS = 200;

const alive = new Set<Child>();

process.on('exit', () => {
  for (const child of alive) child.kill();
});

export interface ChildEvents {
  data(chunk: Buffer): void;
  /** Once: what ended it, in words that follow "its process". Nothing is reported after it. */
  end(how: string): void;
  /** Once, instead of `end`: the program could not be started. */
  refused(error: NodeJS.ErrnoException): void;
}

/**
 * A child process and everything that it starts itself: they share a process group, so that none of them outlives it.
 * It keeps the caller's process alive only while it is watched.
 */
export class Child {
  readonly #child: ChildProcessWithoutNullStreams;
  #stderr = Buffer.alloc(0);
  #ended = false;

  constructor(words: readonly string[], env: NodeJS.ProcessEnv, events: ChildEvents) {
    const [program, ...args] = words as [string, ...string[]];
    this.#child = spawn(program, args, { stdio: 'pipe', env, detached: process.platform !== 'win32' });
    alive.add(this);
    const once = (tell: () => void): void => {
      if (this.#ended) return;
      // What it started may still run after its own end.
      this.kill();
      this.#ended = true;
      alive.delete(this);
      tell();
    };
    this.#child.stdout.on('data', (chunk: Buffer) => {
      if (!this.#ended) events.data(chunk);
    });
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#stderr = Buffer.concat([this.#stderr, chunk]).subarray(-STDERR_KEPT);
    });
    // Writing to a process that is gone fails; its exit says why.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => once(() => events.refused(error)));
    this.#child.on('exit', (code, signal) => {
      const how = signal === null ? `ended with exit code ${code}` : `was ended by ${signal}`;
      const timer = setTimeout(() => once(() => events.end(how)), LAST_WORDS);
      this.#child.on('close', () => {
        clearTimeout(timer);
        once(() => events.end(how));
      });
    });
  }

  /** The last that it wrote to stderr, from the beginning of a line; `undefined` where it wrote nothing. */
  get stderr(): string | undefined {
    const text = this.#stderr.toString('utf8');
    const whole = this.#stderr.length < STDERR_KEPT ? text : text.slice(text.indexOf('\n') + 1);
    return whole.trim() === '' ? undefined : whole.trim();
  }

  write(line: string): void {
    this.#child.stdin.write(line);
  }

  /** No more requests follow: a subject ends by itself then. */
  closeInput(): void {
    this.#child.stdin.end();
  }

  kill(): void {
    const { pid } = this.#child;
    if (pid === undefined || this.#ended) return;
    try {
      if (process.platform === 'win32') this.#child.kill('SIGKILL');
      else process.kill(-pid, 'SIGKILL');
    } catch {
      // The group is empty: nothing is left to end.
    }
  }

  /** Whether the caller's process waits for it. */
  hold(waiting: boolean): void {
    const handles = [this.#child, this.#child.stdin, this.#child.stdout, this.#child.stderr];
    // Pipes are sockets, whose ref() and unref() the types of streams do not know.
    for (const each of handles as unknown as { ref?(): void; unref?(): void }[]) {
      if (waiting) each.ref?.();
      else each.unref?.();
    }
  }
}
