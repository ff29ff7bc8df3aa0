/** LaTeX commands that have a plain character; those not listed keep their name without the backslash. */
const CHARACTERS: Readonly<Record<string, string>> = {
  alpha: 'α',
  beta: 'β',
  gamma: 'γ',
  delta: 'δ',
  epsilon: 'ε',
  varepsilon: 'ε',
  eta: 'η',
  theta: 'θ',
  zeta: 'ζ',
  kappa: 'κ',
  lambda: 'λ',
  mu: 'μ',
  nu: 'ν',
  xi: 'ξ',
  pi: 'π',
  rho: 'ρ',
  sigma: 'σ',
  tau: 'τ',
  phi: 'φ',
  Phi: 'Φ',
  psi: 'ψ',
  omega: 'ω',
  Delta: 'Δ',
  sum: 'Σ',
  infty: '∞',
  cdot: '·',
  times: '×',
  le: '≤',
  leq: '≤',
  ge: '≥',
  geq: '≥',
  ne: '≠',
  neq: '≠',
  approx: '≈',
  leftarrow: '←',
  gets: '←',
  left: '',
  right: '',
  quad: '  ',
  qquad: '  ',
  displaystyle: '',
};
/** Commands that close up to what follows, as brackets do. */
const OPENING: Readonly<Record<string, string>> = { lvert: '|', lfloor: '⌊', partial: '∂' };
const CLOSING: Readonly<Record<string, string>> = { rvert: '|', rfloor: '⌋' };
/** Accents as combining characters, put after the letter. */
const ACCENTS: Readonly<Record<string, string>> = { hat: '\u0302', bar: '\u0304', tilde: '\u0303', check: '\u030C' };
/** Commands whose argument stands for itself. */
const TRANSPARENT = new Set(['mathrm', 'text', 'operatorname', 'mathbf', 'mathit']);

const isSimple = (text: string): boolean => /^[\p{L}\p{N}\p{M}.']+$/u.test(text);
const bracketed = (text: string): string => (isSimple(text) ? text : `(${text})`);
/** Above or below a fraction bar a name may carry a subscript, a root or a differential sign. */
const part = (text: string): string => (/^∂?√?[\p{L}\p{N}\p{M}.']+(_[\p{L}\p{N}]+)?$/u.test(text) ? text : `(${text})`);

/** Reads one argument: a braced group or the next token. Returns its source and where it ends. */
function argumentAt(latex: string, from: number): [source: string, end: number] {
  let at = from;
  while (latex[at] === ' ') at += 1;
  if (latex[at] !== '{') {
    const token = /^\\[a-zA-Z]+|^[\s\S]/.exec(latex.slice(at))?.[0] ?? '';
    return [token, at + token.length];
  }
  let depth = 0;
  for (let end = at; end < latex.length; end += 1) {
    if (latex[end] === '{') depth += 1;
    if (latex[end] === '}') depth -= 1;
    if (depth === 0) return [latex.slice(at + 1, end), end + 1];
  }
  return [latex.slice(at + 1), latex.length];
}

function script(mark: string, content: string): string {
  return content.length === 0 ? '' : `${mark}${bracketed(content)}`;
}

/** Nesting beyond which a formula is left as LaTeX: deeper ones are not readable on one line anyway. */
const DEEPEST = 40;

function convert(latex: string, depth: number): string {
  if (depth > DEEPEST) return latex;
  let out = '';
  let at = 0;
  /** How many `cases` are open here. */
  let cases = 0;
  const take = (): string => {
    const [source, end] = argumentAt(latex, at);
    at = end;
    return convert(source, depth + 1);
  };
  while (at < latex.length) {
    const character = latex[at]!;
    if (character === '_' || character === '^') {
      at += 1;
      out += script(character, take());
    } else if (character === '{') {
      out += take();
    } else if (character === '\\') {
      const name = /^[a-zA-Z]+/.exec(latex.slice(at + 1))?.[0];
      at += 1 + (name?.length ?? 1);
      if (name === undefined) out += latex[at - 1] === '\\' && cases > 0 ? '; ' : ' ';
      else if (name === 'frac' || name === 'dfrac' || name === 'tfrac') out += `${part(take())}/${part(take())}`;
      else if (name === 'begin' || name === 'end') {
        const environment = take();
        if (environment === 'cases') {
          out += name === 'begin' ? '{ ' : ' }';
          cases += name === 'begin' ? 1 : -1;
        }
      } else if (name === 'sqrt') out += `√${bracketed(take())}`;
      else if (Object.hasOwn(ACCENTS, name)) out += take() + ACCENTS[name];
      else if (Object.hasOwn(OPENING, name)) {
        out += OPENING[name]!;
        while (latex[at] === ' ') at += 1;
      } else if (Object.hasOwn(CLOSING, name)) out = out.trimEnd() + CLOSING[name];
      else if (TRANSPARENT.has(name)) out += take();
      else out += Object.hasOwn(CHARACTERS, name) ? CHARACTERS[name] : name;
    } else {
      if (character === '&' && cases > 0) out += ' if ';
      else out += character === '&' || character === '}' ? ' ' : character;
      at += 1;
    }
  }
  return out;
}

/**
 * A formula on one line for a terminal: `\sqrt{\hat{v}_t} + \epsilon` as `√(v̂_t) + ε`, cases as
 * `{ x if x > 0; 0 otherwise }`. For reading only: it is never parsed again, and reports that can show
 * mathematics print the LaTeX itself.
 */
export function readableFormula(latex: string): string {
  const text = convert(latex, 0).replace(/\s+/g, ' ').trim();
  return text.replaceAll(/,? if (?=if |otherwise)/g, ' ').replaceAll(' ;', ';');
}
