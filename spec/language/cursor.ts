import { FormulaError, type Range, type SourceText } from './formula-error.ts';
import type { Token, TokenKind } from './tokens.ts';

/** Deeper than any formula of a page; one level costs fewer than ten stack frames here and in every later fold. */
const MAX_DEPTH = 60;

/** Reads tokens one by one. */
export class Cursor {
  readonly source: SourceText;
  /** How many `|` wait for their partner inside the innermost parentheses. */
  bars = 0;
  private readonly tokens: readonly Token[];
  private position = 0;
  private depth = 0;

  constructor(source: SourceText, tokens: readonly Token[]) {
    this.source = source;
    this.tokens = tokens;
  }

  peek(ahead = 0): Token {
    return this.tokens[Math.min(this.position + ahead, this.tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    if (token.kind !== 'finish') this.position += 1;
    return token;
  }

  at(kind: TokenKind, value?: string): boolean {
    const token = this.peek();
    return token.kind === kind && (value === undefined || token.value === value);
  }

  accept(kind: TokenKind, value?: string): Token | undefined {
    return this.at(kind, value) ? this.next() : undefined;
  }

  /** The range from `start` to the end of the last token read. */
  since(start: number): Range {
    return { start, end: this.tokens[this.position - 1]?.end ?? start };
  }

  fail(range: Range, problem: string, fix: string): never {
    throw new FormulaError(this.source, range, problem, fix);
  }

  /** @throws FormulaError that points at `opened`, the token without a partner */
  close(opened: Token, kind: TokenKind, value: string, shown: string): void {
    if (this.accept(kind, value)) return;
    const found = this.peek();
    if (found.kind === 'finish')
      this.fail(
        opened,
        `"${this.source.text.slice(opened.start, opened.end)}" is never closed`,
        `Add the missing "${shown}".`,
      );
    this.fail(
      found,
      `"${this.written(found)}" stands where "${shown}" was expected`,
      `Close the pair opened before it with "${shown}".`,
    );
  }

  written(token: Token): string {
    return token.kind === 'finish' ? 'the end of the formula' : this.source.text.slice(token.start, token.end);
  }

  /** Runs `parse` one level deeper. */
  nest<T>(parse: () => T): T {
    this.depth += 1;
    if (this.depth > MAX_DEPTH)
      this.fail(
        this.peek(),
        `the formula is nested deeper than ${MAX_DEPTH} levels`,
        'Name an inner part in an equation of its own.',
      );
    const result = parse();
    this.depth -= 1;
    return result;
  }

  /** Runs `parse` where a `|` opened outside cannot be closed. */
  enclosed<T>(parse: () => T): T {
    const outer = this.bars;
    this.bars = 0;
    const result = parse();
    this.bars = outer;
    return result;
  }
}
