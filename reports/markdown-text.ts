import { printable } from './printable.ts';

/** `text` as plain words of a Markdown line or table cell: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replace(/[\\`*_{}[\]<>#|~$!]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;');
}

/** `text` as code. A pipe is escaped too, since a table splits its cells before it looks for code. */
export function codeSpan(text: string): string {
  const content = printable(text).replace(/\|/g, '\\|');
  const longest = Math.max(0, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = content.startsWith('`') || content.endsWith('`') || content.trim() === '' ? ' ' : '';
  return `${fence}${space}${content}${space}${fence}`;
}

/** A fenced block that its content cannot close. */
function fenced(info: string, content: string): string {
  const longest = Math.max(2, ...(content.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info}\n${content}\n${fence}`;
}

/** Formulas as one display block, each on its own line. */
export function mathBlock(formulas: readonly string[]): string {
  const lines = formulas.map(printable);
  return fenced(
    'math',
    lines.length > 1 ? `\\begin{gathered}\n${lines.join(' \\\\\n')}\n\\end{gathered}` : (lines[0] ?? ''),
  );
}

/** A command or script to copy. */
export function codeBlock(info: string, lines: readonly string[]): string {
  return fenced(info, lines.map(printable).join('\n'));
}

/** A table whose cells are ready Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
