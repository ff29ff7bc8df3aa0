import { printable } from '../printable.ts';

/** HTML that needs no more escaping. Only the functions of this file make it, and the serialised formulas. */
export interface Markup {
  readonly html: string;
}

/** What an element may hold: markup as it stands, text escaped, nothing for `undefined`. */
export type Content = Markup | string | number | undefined | readonly Content[];

export type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of a record: records hold words of the subject, which may be anything. */
const escapeText = (text: string): string => printable(text).replace(/[&<>"']/g, (character) => ESCAPES[character]!);

/** Elements of HTML that have no end tag, and those of SVG that need none where they are empty. */
const VOID = new Set(['meta', 'input']);
const CLOSABLE = new Set(['path', 'rect']);

function write(content: Content): string {
  if (content === undefined) return '';
  if (typeof content === 'string') return escapeText(content);
  if (typeof content === 'number') return String(content);
  return 'html' in content ? content.html : content.map(write).join('');
}

/** `<name attributes>content</name>`; an attribute that is `true` stands alone, `false` and `undefined` are left out. */
export function element(name: string, attributes: Attributes, ...content: readonly Content[]): Markup {
  let head = name;
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    head += value === true ? ` ${key}` : ` ${key}="${escapeText(String(value))}"`;
  }
  if (VOID.has(name)) return { html: `<${head}>` };
  if (CLOSABLE.has(name) && content.length === 0) return { html: `<${head}/>` };
  return { html: `<${head}>${write(content)}</${name}>` };
}

/** Several contents one after the other. */
export const fragment = (...content: readonly Content[]): Markup => ({ html: write(content) });

/** Lines that keep their breaks, in a block of code. */
export const codeLines = (text: string): Markup =>
  fragment(text.split('\n').flatMap((line, i) => (i === 0 ? [line] : [{ html: '\n' }, line])));

/** Markup made by a serialiser that this project trusts: style sheets, scripts, formulas. */
export const trusted = (html: string): Markup => ({ html });
