import type { FormulaNode, NameNode, Subscript } from './ast.ts';
import { FormulaError, type SourceText } from './formula-error.ts';
import type { SymbolDeclaration } from './page.ts';
import { parseFormula } from './parser.ts';
import { printFormula, printSubscript } from './print-formula.ts';

/** What a page declares: its symbols by key, and each index with the name of its extent. */
export interface Declarations {
  readonly symbols: ReadonlyMap<string, SymbolDeclaration>;
  readonly indices: ReadonlyMap<string, string>;
}

/**
 * What a written name stands for; `rest` are the subscripts that are not part of the name itself. An output declared
 * with arguments is a function where it is written by its latex, and a quantity where it is written by its key.
 */
export type Meaning =
  | {
      readonly kind: 'symbol';
      readonly declaration: SymbolDeclaration;
      readonly rest: readonly Subscript[];
      readonly isFunction: boolean;
    }
  | { readonly kind: 'index'; readonly name: string }
  | { readonly kind: 'extent'; readonly index: string };

interface Pattern {
  readonly head: string;
  readonly subscripts: readonly string[];
  /** `2` for a symbol written `\sigma^2`. */
  readonly exponent: string;
  readonly meaning: (rest: readonly Subscript[]) => Meaning;
  readonly shown: string;
}

const TIMED: ReadonlySet<string> = new Set(['state', 'parameter', 'local', 'input', 'output']);

/** A symbol has a value at every step, so that `t` and `t-1` may stand below it. */
export const isTimed = (declaration: SymbolDeclaration): boolean => TIMED.has(declaration.role);

const headOf = (name: NameNode): string => printFormula({ ...name, subscripts: [] });

/** A declared `latex`, as the name it is and the exponent that belongs to it. */
export function readDeclaredName(key: string, latex: string): { name: NameNode; exponent?: FormulaNode } {
  const source: SourceText = { file: `latex of ${key}`, line: 1, column: 1, text: latex };
  const bare = /^\s*\\([a-z]+)\s*$/.exec(latex)?.[1];
  if (bare && /^(exp|ln|log|tanh|sinh|cosh|sin|cos)$/.test(bare))
    return {
      name: {
        kind: 'name',
        base: bare === 'ln' ? 'log' : bare,
        accents: [],
        primes: 0,
        subscripts: [],
        range: { start: 0, end: latex.length },
      },
    };
  let node = parseFormula(source).root;
  if (node.kind === 'alternatives' && node.reason === 'letters') node = node.options[1]!;
  if (node.kind === 'application')
    node = { ...node.callee, subscripts: [...node.callee.subscripts, ...node.subscripts] };
  if (node.kind === 'name') return { name: node };
  if (node.kind === 'power' && node.base.kind === 'name') return { name: node.base, exponent: node.exponent };
  throw new FormulaError(
    source,
    node.range,
    `"${latex}" is no name`,
    'Declare one letter, a command or a word in \\mathrm{...}, with accents and subscripts.',
  );
}

/** Finds what a written name stands for, the most specific declaration first. */
export class SymbolTable {
  readonly declarations: Declarations;
  /** How the page writes the time, if it has one. */
  readonly time: string | undefined;
  private readonly patterns: readonly Pattern[];

  /** @throws FormulaError where a `latex` is no name or two declarations are written alike */
  constructor(declarations: Declarations) {
    this.declarations = declarations;
    const time = [...declarations.symbols.values()].find(({ role }) => role === 'time');
    this.time = time && printFormula(readDeclaredName(time.key, time.latex).name);
    const patterns: Pattern[] = [];
    for (const declaration of declarations.symbols.values()) patterns.push(this.symbolPattern(declaration));
    for (const name of declarations.indices.keys()) patterns.push(plain(name, { kind: 'index', name }));
    const extents = new Map([...declarations.indices].reverse().map(([index, name]) => [name, index]));
    for (const [name, index] of extents) patterns.push(plain(name, { kind: 'extent', index }));
    this.patterns = patterns.sort((a, b) => weight(b) - weight(a));
    const seen = new Map<string, Pattern>();
    for (const pattern of this.patterns) {
      const written = `${pattern.head} _ ${pattern.subscripts.join(' ')} ^ ${pattern.exponent}`;
      const other = seen.get(written);
      if (other) {
        const source: SourceText = { file: 'declarations', line: 1, column: 1, text: pattern.head };
        throw new FormulaError(
          source,
          { start: 0, end: pattern.head.length },
          `${other.shown} and ${pattern.shown} are written alike`,
          'Give one of them another latex.',
        );
      }
      seen.set(written, pattern);
    }
  }

  /** Undefined where nothing declared is written like this. `exponent` is what stands above the name. */
  lookup(name: NameNode, exponent?: FormulaNode): Meaning | undefined {
    const head = headOf(name);
    const above = exponent ? printFormula(exponent) : '';
    const found =
      this.patterns.find((p) => p.exponent === above && matches(p, head, name)) ??
      (name.base.startsWith('\\')
        ? undefined
        : this.patterns.find(
            (p) => p.exponent === above && matches(p, `\\${head.replace(/^\\mathrm\{(.*)\}$/, '$1')}`, name),
          ));
    if (found) return found.meaning(name.subscripts.slice(found.subscripts.length));
    const byKey =
      name.accents.length === 0 && name.primes === 0 && !exponent
        ? this.declarations.symbols.get(name.base)
        : undefined;
    return byKey && { kind: 'symbol', declaration: byKey, rest: name.subscripts, isFunction: false };
  }

  /** The declared spelling most like `written`, or all of them. */
  suggestion(written: string): string {
    const all = this.patterns.map((pattern) => pattern.shown);
    const bare = written.replace(/[\\{}]|mathrm/g, '');
    const ranked = all
      .map((shown) => ({ shown, distance: editDistance(bare, shown.replace(/[\\{}]|mathrm/g, '')) }))
      .sort((a, b) => a.distance - b.distance);
    const best = ranked[0];
    if (best && best.distance <= Math.max(1, Math.floor(bare.length / 2)))
      return `Did you mean ${best.shown}? Otherwise declare it.`;
    return `Declare it, or use one of ${all.join(', ')}.`;
  }

  private symbolPattern(declaration: SymbolDeclaration): Pattern {
    const { name, exponent } = readDeclaredName(declaration.key, declaration.latex);
    const subscripts = name.subscripts.map(printSubscript);
    const ends = (tail: readonly string[]): boolean =>
      tail.length > 0 && tail.every((item, i) => subscripts[subscripts.length - tail.length + i] === item);
    if (ends(declaration.shape)) subscripts.splice(-declaration.shape.length);
    if (this.time && isTimed(declaration) && ends([this.time])) subscripts.pop();
    return {
      head: headOf(name),
      subscripts,
      exponent: exponent ? printFormula(exponent) : '',
      meaning: (rest) => ({ kind: 'symbol', declaration, rest, isFunction: declaration.of !== undefined }),
      shown: declaration.latex,
    };
  }
}

function plain(name: string, meaning: Meaning): Pattern {
  const read = readDeclaredName(name, name).name;
  return {
    head: headOf(read),
    subscripts: read.subscripts.map(printSubscript),
    exponent: '',
    meaning: () => meaning,
    shown: name,
  };
}

const weight = (pattern: Pattern): number => pattern.subscripts.length + (pattern.exponent ? 100 : 0);

const matches = (pattern: Pattern, head: string, name: NameNode): boolean =>
  pattern.head === head &&
  pattern.subscripts.length <= name.subscripts.length &&
  pattern.subscripts.every((item, i) => printSubscript(name.subscripts[i]!) === item);

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}
