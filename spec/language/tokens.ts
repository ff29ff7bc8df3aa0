import { FormulaError, type SourceText } from './formula-error.ts';
import {
  ACCENTS,
  ALIGNMENTS,
  FUNCTION_COMMANDS,
  FUNCTIONS,
  NAME_COMMANDS,
  OPERATOR_COMMANDS,
  PLAIN_OPERATORS,
  SPACING,
  STYLES,
  TEXT_COMMANDS,
  UNICODE_NAMES,
} from './vocabulary.ts';

/**
 * - `letters`: a run of letters, perhaps with digits after two or more; `symbol`: a named letter such as `\theta`
 * - `text`: the words of `\text{...}`; `function`: a function of the vocabulary
 * - `open`/`close`: visible delimiters `(`, `[`, `{`, `vert`, `floor`; `bar`: a `|` of unknown side
 * - `brace`: the invisible `{` and `}` of TeX; `separator`: `,` `;` `\\` `&` `quad`
 */
export type TokenKind =
  | 'number'
  | 'letters'
  | 'symbol'
  | 'text'
  | 'function'
  | 'operator'
  | 'open'
  | 'close'
  | 'bar'
  | 'brace'
  | 'separator'
  | 'accent'
  | 'command'
  | 'finish';

export interface Token {
  readonly kind: TokenKind;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** Longer than any formula of a page; keeps every later recursion within the call stack. */
export const MAX_LENGTH = 2000;

const OPENERS: Readonly<Record<string, string>> = { '(': '(', '[': '[', '\\{': '{', '\\lbrace': '{' };
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '\\}': '{', '\\rbrace': '{' };
const VERTICAL: Readonly<Record<string, readonly ['open' | 'close', string]>> = {
  '\\lvert': ['open', 'vert'],
  '\\rvert': ['close', 'vert'],
  '\\lfloor': ['open', 'floor'],
  '\\rfloor': ['close', 'floor'],
};

const SIZED = /\\(?:left|right|[bB]igg?[lr]?)(?![A-Za-z])\s*/y;
const DELIMITER = /\\[A-Za-z]+|\\[{}|]|[()[\]|./]/y;
const SKIPPED = /[\s~]+|\\[,;:!> ]|\\(?:tag|label|hspace|vspace)\*?\{[^{}]*\}/y;
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?/y;
const LETTERS = /[A-Za-z]{2,}\d+|[A-Za-z]+/y;
const TEXT = /\\(?:text|mathrm|operatorname|mathit|textrm|textit)\*?\s*(?:\{([^{}\\]*)\}|([A-Za-z]))/y;
const STYLED = /\\(mathbf|boldsymbol|bm|mathcal|mathbb|mathsf)\s*(?:\{\s*(\\?[A-Za-z]+)\s*\}|(\\[A-Za-z]+|[A-Za-z]))/y;
const ENVIRONMENT = /\\(begin|end)\s*\{([A-Za-z]+\*?)\}/y;
const PRIME = /\^\s*(?:\{\s*((?:\\prime\s*)+)\}|(\\prime)(?![A-Za-z]))/y;
const NEWLINE = /\\\\(?:\[[^\]]*\])?/y;
const COMMAND = /\\([A-Za-z]+|.)/y;

/**
 * Cuts a formula into tokens. Spacing, sizes of delimiters and alignment environments disappear; synonyms become
 * one word.
 *
 * @throws FormulaError for a command or character that the language does not have
 */
export function tokenize(source: SourceText): readonly Token[] {
  const { text } = source;
  const tokens: Token[] = [];
  const environments: string[] = [];
  let at = 0;
  const fail = (end: number, problem: string, fix: string): never => {
    throw new FormulaError(source, { start: at, end }, problem, fix);
  };
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: TokenKind, value: string, end: number): void => {
    tokens.push({ kind, value, start: at, end });
    at = end;
  };
  const pushWord = (word: string, end: number): void => {
    const fn = FUNCTIONS.get(word);
    if (fn) push('function', fn, end);
    else push('letters', word, end);
  };

  if (text.length > MAX_LENGTH)
    fail(
      MAX_LENGTH,
      `the formula is longer than ${MAX_LENGTH} characters`,
      'Name its parts in equations of their own.',
    );

  const delimiter = (sized: RegExpExecArray): void => {
    const start = at;
    at += sized[0].length;
    const written = match(DELIMITER)?.[0] ?? '';
    const end = at + written.length;
    at = start;
    const right = /^\\(right|[bB]igg?r)/.test(sized[0]);
    const left = /^\\(left|[bB]igg?l)/.test(sized[0]);
    if (written === '|') {
      if (left) push('open', 'vert', end);
      else if (right) push('close', 'vert', end);
      else push('bar', '|', end);
    } else if (written in OPENERS) push('open', OPENERS[written]!, end);
    else if (written in CLOSERS) push('close', CLOSERS[written]!, end);
    else if (written in VERTICAL) push(...VERTICAL[written]!, end);
    else if (written === '/') push('operator', '/', end);
    else
      fail(
        Math.max(end, at + 1),
        `"${text.slice(at, end)}" opens no pair the language knows`,
        'Use ( ), [ ], \\{ \\}, | | or \\lfloor \\rfloor.',
      );
  };

  const environment = ([whole, side = '', name = '']: RegExpExecArray): void => {
    const end = at + whole.length;
    if (side === 'begin') environments.push(name);
    else if (environments.pop() !== name) fail(end, `\\end{${name}} closes nothing`, `Open it with \\begin{${name}}.`);
    if (name === 'cases') push('command', `${side} cases`, end);
    else if (ALIGNMENTS.has(name)) at = end;
    else
      fail(
        end,
        `the environment "${name}" is not part of the language`,
        'Use cases or aligned, or write equations one by one.',
      );
  };

  const words = ([whole, braced, letter]: RegExpExecArray): void => {
    const word = (braced ?? letter ?? '').trim();
    if (FUNCTIONS.has(word) || word.length === 1) pushWord(word, at + whole.length);
    else push('text', word, at + whole.length);
  };

  const command = (): void => {
    let found: RegExpExecArray | null;
    if ((found = match(SIZED))) delimiter(found);
    else if ((found = match(NEWLINE))) push('separator', '\\\\', at + found[0].length);
    else if ((found = match(ENVIRONMENT))) environment(found);
    else if ((found = match(TEXT))) words(found);
    else if ((found = match(STYLED)))
      push('symbol', `\\${STYLES.get(found[1]!)}{${found[2] ?? found[3]}}`, at + found[0].length);
    else plainCommand(match(COMMAND)?.[1] ?? '');
  };

  const plainCommand = (name: string): void => {
    const end = at + 1 + name.length;
    const whole = `\\${name}`;
    if (SPACING.has(name)) at = end;
    else if (name === 'quad' || name === 'qquad') push('separator', 'quad', end);
    else if (NAME_COMMANDS.has(name)) push('symbol', whole, end);
    else if (FUNCTION_COMMANDS.has(name)) push('function', FUNCTIONS.get(name)!, end);
    else if (OPERATOR_COMMANDS.has(name)) push('operator', OPERATOR_COMMANDS.get(name)!, end);
    else if (ACCENTS.has(name)) push('accent', ACCENTS.get(name)!, end);
    else if (whole in OPENERS) push('open', OPENERS[whole]!, end);
    else if (whole in CLOSERS) push('close', CLOSERS[whole]!, end);
    else if (whole in VERTICAL) push(...VERTICAL[whole]!, end);
    else if (name === 'vert') push('bar', '|', end);
    else if (/^[dt]?frac$/.test(name)) push('command', 'frac', end);
    else if (name === 'sqrt' || name === 'sum' || name === 'prod') push('command', name, end);
    else if (TEXT_COMMANDS.has(name)) fail(end, `${whole} needs plain letters in braces`, `Write ${whole}{name}.`);
    else
      fail(
        Math.max(end, at + 1),
        `"${whole}" is not part of the formula language`,
        'Write a name as \\mathrm{name}, a function as \\operatorname{name}(x).',
      );
  };

  while (at < text.length) {
    const skipped = match(SKIPPED);
    if (skipped) {
      at += skipped[0].length;
      continue;
    }
    const c = text[at]!;
    let found: RegExpExecArray | null;
    if (c === '\\') command();
    else if (/[\d.]/.test(c) && (found = match(NUMBER))) {
      // TeX takes one digit as the numerator of \frac12.
      const digits = tokens.at(-1)?.value === 'frac' ? found[0].slice(0, 1) : found[0];
      push('number', digits, at + digits.length);
    } else if ((found = match(LETTERS))) pushWord(found[0], at + found[0].length);
    else if (UNICODE_NAMES.has(c)) push('symbol', UNICODE_NAMES.get(c)!, at + 1);
    else if ((found = match(PRIME))) {
      const end = at + found[0].length;
      for (let n = found[0].split('prime').length - 1; n > 0; n--)
        tokens.push({ kind: 'operator', value: "'", start: at, end });
      at = end;
    } else if (c in OPENERS) push('open', OPENERS[c]!, at + 1);
    else if (c in CLOSERS) push('close', CLOSERS[c]!, at + 1);
    else if (c === '|') push('bar', '|', at + 1);
    else if (c === '{' || c === '}') push('brace', c, at + 1);
    else if (c === ',' || c === ';') push('separator', c, at + 1);
    else if (c === '&') {
      if (environments.length === 0)
        fail(at + 1, '"&" stands outside an environment', 'Use it only inside cases or aligned.');
      if (environments.at(-1) === 'cases') push('separator', '&', at + 1);
      else at += 1;
    } else if (c === '.' && /^[\s.]*$/.test(text.slice(at))) at = text.length;
    else {
      const operator = PLAIN_OPERATORS.find(([written]) => text.startsWith(written, at));
      if (!operator)
        fail(at + 1, `"${c}" is not part of the formula language`, 'Remove it or write the LaTeX command.');
      else push('operator', operator[1], at + operator[0].length);
    }
  }
  if (environments.length > 0)
    fail(at, `\\begin{${environments.at(-1)}} is never closed`, `Add \\end{${environments.at(-1)}}.`);
  return [...withoutIdleSeparators(tokens), { kind: 'finish', value: '', start: text.length, end: text.length }];
}

const OPERAND_ENDS: ReadonlySet<TokenKind> = new Set(['number', 'letters', 'symbol', 'text', 'close', 'bar', 'brace']);
const OPERAND_STARTS: ReadonlySet<TokenKind> = new Set([
  ...['number', 'letters', 'symbol', 'text', 'function', 'accent', 'command', 'open', 'bar', 'brace'],
] as TokenKind[]);

/** A wide space separates formulas only between two of them at the outermost level; elsewhere it is a space. */
function withoutIdleSeparators(tokens: readonly Token[]): readonly Token[] {
  let depth = 0;
  const kept = tokens.filter((token, i) => {
    if (token.kind === 'open' || token.value === '{' || token.value === 'begin cases') depth += 1;
    if (token.kind === 'close' || token.value === '}' || token.value === 'end cases') depth -= 1;
    if (token.value !== 'quad') return true;
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    const ends =
      before !== undefined && (OPERAND_ENDS.has(before.kind) || before.value === 'end cases' || before.value === "'");
    return depth === 0 && ends && after !== undefined && OPERAND_STARTS.has(after.kind);
  });
  while (kept.at(-1)?.kind === 'separator') kept.pop();
  return kept;
}
