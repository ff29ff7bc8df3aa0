import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Span } from './page.ts';
import { PageProblem } from './problem.ts';

/** A heading and what stands under it, up to the next heading of its level or above. */
export interface Section {
  readonly title: string;
  readonly span: Span;
  /** Raw lines of the paragraphs, lists and quotes directly under the heading. */
  readonly lines: readonly Span[];
  /** Formulas of the `math` blocks directly under the heading, one equation each. */
  readonly formulas: readonly Span[];
  /** Sections one level below. */
  readonly sections: readonly Section[];
}

export interface MarkdownPage {
  readonly file: string;
  /** The YAML between the two `---` lines, its span starting at its first line. */
  readonly frontMatter: Span;
  readonly sections: readonly Section[];
  readonly problems: readonly PageProblem[];
}

interface OpenSection {
  title: string;
  depth: number;
  span: Span;
  lines: Span[];
  formulas: Span[];
  sections: OpenSection[];
}

const FENCE = /^---[ \t]*$/;

function splitFrontMatter(file: string, lines: readonly string[]): { frontMatter: Span; length: number } | PageProblem {
  const start: Span = { file, line: 1, column: 1, text: lines[0] ?? '' };
  if (!FENCE.test(lines[0] ?? ''))
    return new PageProblem(start, 'the page has no front matter', 'begin the page with a line "---"');
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line));
  if (end < 0) return new PageProblem(start, 'the front matter is not closed', 'end it with a line "---"');
  return { frontMatter: { file, line: 2, column: 1, text: lines.slice(1, end).join('\n') }, length: end + 1 };
}

/** Braces and environments that are open at the end of `text`: an equation goes on over the line end while any is. */
function openBrackets(text: string): number {
  let depth = 0;
  for (const [token] of text.matchAll(/\\begin\b|\\end\b|\\.|[{}]/g)) {
    if (token === '\\begin' || token === '{') depth += 1;
    else if (token === '\\end' || token === '}') depth -= 1;
  }
  return depth;
}

/**
 * The equations of one `math` block: one a line, or several lines where an environment or a brace stays open.
 * A `\\` that ends a line only breaks it on the rendered page.
 */
function equationsOf(block: Span): Span[] {
  const equations: Span[] = [];
  let pending: { line: number; column: number; text: string } | undefined;
  block.text.split('\n').forEach((raw, i) => {
    if (pending) pending.text += `\n${raw}`;
    else if (raw.trim() !== '') {
      const indent = raw.length - raw.trimStart().length;
      pending = { line: block.line + i, column: block.column + indent, text: raw.trimStart() };
    }
    if (pending && openBrackets(pending.text) <= 0) {
      const text = pending.text.trimEnd().replace(/\s*\\\\$/, '');
      if (text !== '') equations.push({ file: block.file, line: pending.line, column: pending.column, text });
      pending = undefined;
    }
  });
  if (pending) equations.push({ file: block.file, ...pending });
  return equations;
}

/**
 * Block structure of a page: front matter, sections and formulas, each with its line and column in the file.
 *
 * Only levels two and three make sections; text before the first is the page's introduction and is not read.
 */
export function readMarkdown(file: string, text: string): MarkdownPage {
  const source = text.replace(/\r\n/g, '\n');
  const lines = source.split('\n');
  const split = splitFrontMatter(file, lines);
  if (split instanceof PageProblem)
    return { file, frontMatter: { file, line: 1, column: 1, text: '' }, sections: [], problems: [split] };
  // Blank lines in place of the front matter keep every position of the body true to the file.
  const body = '\n'.repeat(split.length) + lines.slice(split.length).join('\n');
  const root: OpenSection = { title: '', depth: 1, span: split.frontMatter, lines: [], formulas: [], sections: [] };
  const problems: PageProblem[] = [];
  let open = [root];
  for (const node of fromMarkdown(body).children) {
    const line = node.position?.start.line ?? 1;
    const column = node.position?.start.column ?? 1;
    const current = open.at(-1) ?? root;
    if (node.type === 'heading') {
      const title = (lines[line - 1] ?? '').replace(/^\s*#+\s*|\s*#*\s*$/g, '');
      if (node.depth === 1) continue;
      const span: Span = { file, line, column, text: title };
      if (node.depth > 3) {
        problems.push(
          new PageProblem(span, 'a heading below the third level', 'use ## for sections and ### for entries'),
        );
        continue;
      }
      open = open.filter((section) => section.depth < node.depth);
      const section: OpenSection = { title, depth: node.depth, span, lines: [], formulas: [], sections: [] };
      (open.at(-1) ?? root).sections.push(section);
      open.push(section);
    } else if (node.type === 'code') {
      if (node.lang !== 'math') continue;
      current.formulas.push(...equationsOf({ file, line: line + 1, column, text: node.value }));
    } else {
      const last = node.position?.end.line ?? line;
      for (let at = line; at <= last; at += 1) {
        const raw = lines[at - 1] ?? '';
        if (raw.trim() === '') continue;
        const indent = raw.length - raw.trimStart().length;
        current.lines.push({ file, line: at, column: indent + 1, text: raw.trim() });
      }
    }
  }
  return { file, frontMatter: split.frontMatter, sections: root.sections, problems };
}
