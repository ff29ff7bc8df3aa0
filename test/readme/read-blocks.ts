import { fromMarkdown } from 'mdast-util-from-markdown';

type Root = ReturnType<typeof fromMarkdown>;
type Node = Root['children'][number];

/**
 * What proves a code block, as the HTML comment before it says:
 *
 * - `<!-- run: assay list -->`: it is what the command prints, after the command itself;
 *   `<!-- run: assay list | Pages -->` only the paragraph that begins so;
 * - `<!-- report: assay run ./my-adamw.ts | create( -->`: it is the paragraph of the report that the command writes;
 * - `<!-- file: my-adamw.ts -->`: it is a whole file, beside which the commands run. A file that no command names must
 *   conform as a subject, or, where its name ends in `.test.ts`, pass as a test;
 * - `<!-- excerpt: examples/wrong-adamw.ts -->`: its lines stand in that file of the repository, in one piece.
 *
 * A block without a comment has no proof.
 */
export type Proof = CommandProof | FileProof;

export interface CommandProof {
  readonly kind: 'run' | 'report';
  readonly command: string;
  /** How the paragraph begins; absent: everything is shown. */
  readonly paragraph?: string;
}

export interface FileProof {
  readonly kind: 'file' | 'excerpt';
  readonly path: string;
}

export interface Block {
  /** Line of the opening fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly text: string;
  readonly proof?: Proof;
  /** Where the text stands in the document, without the fences. */
  readonly start: number;
  readonly end: number;
}

const COMMENT = /^<!--\s*(run|report|file|excerpt):\s*(.*?)\s*-->$/;

function proofOf(node: Node | undefined): Proof | undefined {
  const [, kind, rest] = (node?.type === 'html' && COMMENT.exec(node.value)) || [];
  if (kind === undefined || rest === undefined) return undefined;
  if (kind === 'file' || kind === 'excerpt') return { kind, path: rest };
  const [command, paragraph] = rest.split(/\s*\|\s*/);
  return { kind: kind as 'run' | 'report', command: command!, ...(paragraph === undefined ? {} : { paragraph }) };
}

/** Every fenced block of a Markdown document, in order. */
export function readBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const visit = (children: readonly Node[]): void => {
    for (const [i, node] of children.entries()) {
      if ('children' in node) visit(node.children as readonly Node[]);
      if (node.type !== 'code') continue;
      const { start, end } = node.position!;
      const from = markdown.indexOf('\n', start.offset!) + 1;
      const to = markdown.lastIndexOf('\n', end.offset! - 1) + 1;
      const proof = proofOf(children[i - 1]);
      blocks.push({
        line: start.line,
        language: node.lang ?? '',
        text: markdown.slice(from, to),
        start: from,
        end: to,
        ...(proof && { proof }),
      });
    }
  };
  visit(fromMarkdown(markdown).children);
  return blocks;
}
