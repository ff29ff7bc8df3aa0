import { displayWidth, splitAtWidth } from './display-width.ts';

export interface WrapOptions {
  /** Columns that no line exceeds. */
  readonly width: number;
  /** Put before the first line. */
  readonly first?: string;
  /** Put before every other line. */
  readonly rest?: string;
}

/** Breaks `text` at spaces into lines of at most `width` columns; a word longer than a line is broken inside. */
export function wrap(text: string, { width, first = '', rest = first }: WrapOptions): string[] {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  const next = (): void => {
    lines.push(line.trimEnd());
    line = rest;
    empty = true;
  };
  for (const word of text.split(' ').filter((part) => part !== '')) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) > width) next();
    let remaining = word;
    while (empty && displayWidth(line) + displayWidth(remaining) > width) {
      const [head, tail] = splitAtWidth(remaining, width - displayWidth(line));
      if (tail === '') break;
      line += head;
      next();
      remaining = tail;
    }
    line += empty ? remaining : ` ${remaining}`;
    empty = false;
  }
  lines.push(line.trimEnd());
  return lines;
}

/**
 * A shell command in lines of at most `width` columns that can still be copied: a line goes on after ` \`, and
 * inside a long word after `\` at the very end with no indent on the next line, which the shell joins again.
 */
export function wrapCommand(command: string, width: number, indent: string): string[] {
  if (displayWidth(indent + command) <= width) return [indent + command];
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of command.split(' ').filter((part) => part !== '')) {
    if (!empty && displayWidth(line) + 1 + displayWidth(word) + 2 > width) {
      lines.push(`${line} \\`);
      line = `${indent}  `;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
    while (displayWidth(line) > width - 2) {
      const [head, tail] = splitAtWidth(line, width - 2);
      if (tail === '') break;
      lines.push(`${head}\\`);
      line = tail;
    }
  }
  lines.push(line);
  return lines;
}
