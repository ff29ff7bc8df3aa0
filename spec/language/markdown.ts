import MarkdownIt from 'markdown-it';
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

/** A block at the top level of a text: heading, fence, paragraph, list, quote... */
interface Block {
  readonly kind: 'heading' | 'fence' | 'other';
  /** 1-based lines, the last included. */
  readonly first: number;
  readonly last: number;
  /** Of a heading. */
  readonly depth: number;
  /** Of a fence: its language and what it holds. */
  readonly language: string;
  readonly content: string;
}

// Inline mark-up is left alone: formulas in prose would be misread, and no page needs it.
const markdown = new MarkdownIt({ html: true });
markdown.core.ruler.enableOnly(['normalize', 'block']);

function blocksOf(text: string): Block[] {
  const tokens = markdown.parse(text, {}).filter(({ level, nesting, map }) => level === 0 && nesting >= 0 && map);
  return tokens.map(({ type, tag, map, info, content }) => ({
    kind: type === 'heading_open' ? 'heading' : type === 'fence' ? 'fence' : 'other',
    first: map![0] + 1,
    last: map![1],
    depth: type === 'heading_open' ? Number(tag.slice(1)) : 0,
    language: info.trim().split(/\s+/)[0] ?? '',
    content: content.replace(/\n$/, ''),
  }));
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
  for (const { kind, first: line, last, depth, language, content } of blocksOf(body)) {
    const current = open.at(-1) ?? root;
    const column = 1 + (/^ {0,3}/.exec(lines[line - 1] ?? '')?.[0].length ?? 0);
    if (kind === 'heading') {
      const title = (lines[line - 1] ?? '').replace(/^\s*#+\s*|\s*#*\s*$/g, '');
      if (depth === 1) continue;
      const span: Span = { file, line, column, text: title };
      if (depth > 3) {
        problems.push(
          new PageProblem(span, 'a heading below the third level', 'use ## for sections and ### for entries'),
        );
        continue;
      }
      open = open.filter((section) => section.depth < depth);
      const section: OpenSection = { title, depth, span, lines: [], formulas: [], sections: [] };
      (open.at(-1) ?? root).sections.push(section);
      open.push(section);
    } else if (kind === 'fence') {
      if (language !== 'math') continue;
      current.formulas.push(...equationsOf({ file, line: line + 1, column, text: content }));
    } else {
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
