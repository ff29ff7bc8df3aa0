import type { Elaborator } from './elaborate.ts';
import { type Expression, literal, symbol } from './expression.ts';
import type { Span, Substitution, SymbolDeclaration } from './page.ts';
import { parseFormula } from './parser.ts';
import { collect, PageProblem } from './problem.ts';
import { type Rational, rationalFromDecimal } from './rational.ts';

/** What the directive lines of one law or patch say; all other lines are its text. */
export interface Directives {
  readonly text: string;
  readonly mode: string;
  readonly substitutions: readonly Substitution[];
  readonly fixed: ReadonlyMap<string, Rational>;
  readonly where: ReadonlyMap<string, Expression>;
}

/** What directive lines may refer to. */
export interface Vocabulary {
  readonly symbols: ReadonlyMap<string, SymbolDeclaration>;
  readonly modes: readonly string[];
  readonly elaborator: Elaborator;
}

const DIRECTIVE = /^(replace|swap|fix|where)\s+`|^mode:/;
const REPLACE = /^replace\s+`([^`]+)`\s+by\s+(?:`([^`]+)`|\$([^$]+)\$)\s+in\s+(.+)$/;
const SWAP = /^swap\s+`([^`]+)`\s+and\s+`([^`]+)`\s+in\s+(.+)$/;
const FIX = /^fix\s+`([^`]+)`\s+at\s+(\S+)$/;
const MODE = /^mode:\s*(\S+)$/;
const WHERE = /^where\s+(.+)$/;
const KEYS = /^`[^`]+`(?:(?:\s*,\s*|\s+and\s+)`[^`]+`)*$/;
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

const FORMS =
  'write: replace `a` by `b` in `m`, `v` / swap `a` and `b` in `m` / fix `a` at 0.5 / where `a = 0` / mode: name';

function quoted(list: string): string[] {
  return [...list.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
}

/**
 * Reads the lines of a law or patch: directives one a line, each beginning with its word; anything else is prose.
 * Names are page keys in backticks; a replacement may also be a formula between dollar signs.
 */
export function readDirectives(lines: readonly Span[], vocabulary: Vocabulary, problems: PageProblem[]): Directives {
  const text: string[] = [];
  const substitutions: Substitution[] = [];
  const fixed = new Map<string, Rational>();
  const where = new Map<string, Expression>();
  let mode = '';

  const known = (key: string, line: Span): boolean => {
    if (vocabulary.symbols.has(key)) return true;
    const keys = [...vocabulary.symbols.keys()].join(', ');
    problems.push(new PageProblem(line, `"${key}" is no key of this page`, `its keys are ${keys}`));
    return false;
  };
  const term = (name: string): Expression | undefined => {
    if (vocabulary.symbols.has(name)) return symbol(name);
    return DECIMAL.test(name) ? literal(rationalFromDecimal(name)) : undefined;
  };
  const formula = (latex: string, line: Span): Expression => {
    const column = line.column + line.text.indexOf(latex);
    return vocabulary.elaborator.expression(parseFormula({ ...line, column, text: latex }));
  };
  const substitute = (from: string, to: Expression | undefined, list: string, line: Span): void => {
    const within = quoted(list);
    if (![from, ...within].every((key) => known(key, line))) return;
    if (to) substitutions.push({ from, to, within });
    else
      problems.push(new PageProblem(line, 'the replacement is neither a key nor a number', 'put a formula in $...$'));
  };

  const read = (line: Span, content: string): boolean => {
    const replace = REPLACE.exec(content);
    if (replace && KEYS.test(replace[4] ?? '')) {
      const to = replace[3] === undefined ? term(replace[2] ?? '') : formula(replace[3], line);
      substitute(replace[1] ?? '', to, replace[4] ?? '', line);
      return true;
    }
    const swap = SWAP.exec(content);
    if (swap && KEYS.test(swap[3] ?? '')) {
      const [one = '', other = ''] = [swap[1], swap[2]];
      substitute(one, symbol(other), swap[3] ?? '', line);
      substitute(other, symbol(one), swap[3] ?? '', line);
      return true;
    }
    const fix = FIX.exec(content);
    if (fix) {
      const key = fix[1] ?? '';
      if (known(key, line)) fixed.set(key, rationalFromDecimal(fix[2] ?? ''));
      return true;
    }
    const inMode = MODE.exec(content);
    if (inMode) {
      mode = inMode[1] ?? '';
      if (!vocabulary.modes.includes(mode))
        problems.push(
          new PageProblem(line, `the page has no mode "${mode}"`, `its modes: ${vocabulary.modes.join(', ')}`),
        );
      return true;
    }
    const held = WHERE.exec(content);
    if (!held || !KEYS.test(held[1] ?? '')) return false;
    for (const pair of quoted(held[1] ?? '')) {
      const [key = '', value = ''] = pair.split('=').map((part) => part.trim());
      if (!known(key, line)) continue;
      where.set(key, term(value) ?? formula(value, line));
    }
    return true;
  };

  for (const line of lines) {
    if (!DIRECTIVE.test(line.text)) text.push(line.text);
    else if (collect(problems, line, () => read(line, line.text.replace(/\.$/, ''))) === false)
      problems.push(new PageProblem(line, `the line "${line.text}" cannot be read`, FORMS));
  }
  return { text: text.join(' '), mode, substitutions, fixed, where };
}
