import { isPair, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Span } from './page.ts';
import { PageProblem } from './problem.ts';
import { type FrontMatter, frontMatter } from './schema.ts';

/** Where each part of the front matter stands in the page. */
export interface FrontMatterReading {
  readonly data: FrontMatter | undefined;
  readonly problems: readonly PageProblem[];
  /** The place of the value at `path`, or of the nearest one above it that exists. */
  readonly locate: (path: readonly PropertyKey[]) => Span;
}

const FIXES: Readonly<Record<string, string>> = {
  unrecognized_keys: 'remove the key, or check its spelling against the page format',
  invalid_value: 'use one of the values listed',
};

function fixOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `write a ${issue.expected} here`;
  return FIXES[issue.code] ?? '';
}

/**
 * Reads the YAML of a page. All scalars are taken as text, so that decimals stay exact; every departure from the
 * schema becomes a problem with its line and column.
 */
export function readFrontMatter(source: Span): FrontMatterReading {
  const counter = new LineCounter();
  const document = parseDocument(source.text, { lineCounter: counter, schema: 'failsafe', prettyErrors: false });

  const spanAt = (offset: number, text: string): Span => {
    const { line, col } = counter.linePos(offset);
    return { file: source.file, line: source.line + line - 1, column: col, text };
  };
  const locate = (path: readonly PropertyKey[]): Span => {
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true) as Node | undefined;
      if (!node?.range) continue;
      const quoted = isScalar(node) && (node.type === 'QUOTE_SINGLE' || node.type === 'QUOTE_DOUBLE');
      const text = isScalar(node) ? String(node.value) : '';
      return spanAt(node.range[0] + (quoted ? 1 : 0), text);
    }
    return { ...source, text: '' };
  };
  const locateKey = (path: readonly PropertyKey[], key: string): Span => {
    const parent = path.length === 0 ? document.contents : (document.getIn(path, true) as Node | undefined);
    const items = parent && 'items' in parent ? (parent.items as unknown[]) : [];
    for (const item of items)
      if (isPair(item) && isScalar(item.key) && item.key.value === key && item.key.range)
        return spanAt(item.key.range[0], key);
    return locate(path);
  };

  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error) =>
        new PageProblem(
          spanAt(error.pos[0], ''),
          `the front matter is not YAML: ${error.message}`,
          'put LaTeX in single quotes',
        ),
    );
    return { data: undefined, problems, locate };
  }
  const parsed = frontMatter.safeParse(document.toJS());
  if (parsed.success) return { data: parsed.data, problems: [], locate };
  const problems = parsed.error.issues.flatMap((issue) => {
    const where = issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(
        (key) => new PageProblem(locateKey(issue.path, key), `${where}unknown key "${key}"`, fixOf(issue)),
      );
    return [new PageProblem(locate(issue.path), `${where}${issue.message}`, fixOf(issue))];
  });
  return { data: undefined, problems, locate };
}
