/** Takes a stream of bytes apart into lines, and gives up where a line becomes longer than any message can be. */
export class LineReader {
  readonly #limit: number;
  readonly #onLine: (line: string) => void;
  readonly #onTooLong: (start: string) => void;
  #parts: Buffer[] = [];
  #length = 0;
  #given = false;

  /** `onTooLong` receives the first bytes of the line; after it nothing more is read or kept. */
  constructor(limit: number, onLine: (line: string) => void, onTooLong: (start: string) => void) {
    this.#limit = limit;
    this.#onLine = onLine;
    this.#onTooLong = onTooLong;
  }

  push(chunk: Buffer): void {
    let from = 0;
    while (!this.#given) {
      const end = chunk.indexOf(0x0a, from);
      const part = end < 0 ? chunk.subarray(from) : chunk.subarray(from, end);
      this.#keep(part);
      if (end < 0 || this.#given) return;
      const line = this.rest;
      this.#parts = [];
      this.#length = 0;
      from = end + 1;
      this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line);
    }
  }

  /** What follows the last line break. */
  get rest(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  #keep(part: Buffer): void {
    if (part.length === 0) return;
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= this.#limit) return;
    const start = this.#parts[0]!.subarray(0, 200).toString('utf8');
    this.#given = true;
    this.#parts = [];
    this.#onTooLong(start);
  }
}
