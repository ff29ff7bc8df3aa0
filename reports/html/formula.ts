import temml from 'temml';
import { printable } from '../printable.ts';
import { element, fragment, type Markup, trusted } from './markup.ts';

/** Elements and attributes of MathML Core that formulas need. Anything else shows that the LaTeX is no formula. */
const ELEMENTS = new Set(
  'math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd mpadded mphantom menclose'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set(
  'display mathvariant stretchy fence separator form lspace rspace width height depth voffset accent accentunder linethickness movablelimits largeop symmetric minsize maxsize columnalign'.split(
    ' ',
  ),
);
const ATTRIBUTE = / ([a-zA-Z:-]+)="([^"]*)"/g;
const TAG = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<>]*")*)( ?\/)?>/g;

/** The MathML with what is allowed and nothing else; `undefined` where an element is not, or a tag is not understood. */
function allowed(mathml: string): string | undefined {
  let out = '';
  let at = 0;
  for (const tag of mathml.matchAll(TAG)) {
    const [text, close = '', name = '', attributes = '', empty = ''] = tag;
    const before = mathml.slice(at, tag.index);
    if (!ELEMENTS.has(name) || /[<>]/.test(before)) return undefined;
    const kept = [...attributes.matchAll(ATTRIBUTE)].filter(
      // Alignment is a class in what Temml writes; styles have no place under the report's content policy.
      ([, key = '', value = '']) => ATTRIBUTES.has(key) || (key === 'class' && /^tml-(left|right)$/.test(value)),
    );
    out += `${before}<${close}${name}${kept.map(([attribute]) => attribute).join('')}${empty}>`;
    at = tag.index + text.length;
  }
  const rest = mathml.slice(at);
  return /[<>]/.test(rest) ? undefined : out + rest;
}

function toMathml(latex: string): string | undefined {
  if (printable(latex) !== latex.replace(/\s/g, ' ')) return undefined;
  try {
    return allowed(temml.renderToString(latex, { displayMode: true, throwOnError: true, trust: false }));
  } catch {
    // A page's LaTeX that Temml does not know is still readable as LaTeX.
    return undefined;
  }
}

const known = new Map<string, Markup>();
/** Formulas repeat from finding to finding and from report to report. */
const KNOWN_MOST = 2000;

/**
 * A display formula as MathML, which browsers draw without scripts or fonts of ours; as code where it cannot be drawn.
 * What is written has only elements and attributes of MathML Core: a formula comes from a page, and pages may come from
 * a folder of the user.
 */
export function formula(latex: string): Markup {
  const found = known.get(latex);
  if (found) return found;
  const mathml = toMathml(latex);
  const made = mathml === undefined ? element('code', { class: 'latex' }, latex) : trusted(mathml);
  if (known.size >= KNOWN_MOST) known.clear();
  known.set(latex, made);
  return made;
}

/** Formulas one below the other, in a box that scrolls by itself. */
export function formulas(latex: readonly string[], label: string): Markup {
  const lines = latex.map((each) => element('div', { class: 'formula' }, formula(each)));
  return element('div', { class: 'formulas', role: 'group', tabindex: 0, 'aria-label': label }, fragment(lines));
}
