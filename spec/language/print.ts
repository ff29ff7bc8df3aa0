import type { NameNode, Subscript } from './ast.ts';
import type { Condition, Expression } from './expression.ts';
import type { SymbolDeclaration } from './page.ts';
import { parseFormula } from './parser.ts';
import { printFormula, scriptBraces } from './print-formula.ts';
import { formatRational, type Rational } from './rational.ts';
import { isTimed, readDeclaredName } from './symbol-table.ts';

/**
 * How tightly a printed piece holds together. An `open` piece ends in a sum over an index, which would take in a
 * factor written after it.
 */
const LEVEL = { add: 1, neg: 2, open: 3, mul: 4, power: 5, atom: 6 } as const;

interface Piece {
  readonly text: string;
  readonly level: number;
  /** A product written with a sign: later factors need the sign too, or they would bind first. */
  readonly dotted?: boolean;
}

/** How one notation writes each kind of node; operands come as finished text. */
interface Notation {
  symbol(node: Expression & { kind: 'symbol' }): Piece;
  extent(index: string): string;
  literal(value: Rational): Piece;
  constant(name: 'pi' | 'e'): string;
  quotient(left: Piece, right: Piece): Piece;
  power(base: string, exponent: string): string;
  call(fn: string, argument: string): string;
  list(fn: 'min' | 'max', left: string, right: string): string;
  select(rows: readonly (readonly [value: string, condition: string | undefined])[]): string;
  reduction(op: string, index: string, body: string): Piece;
  compare(op: string): string;
  readonly and: string;
  times(left: Piece, right: string): { sign: string; dotted: boolean };
}

const parenthesised = (piece: Piece, minimum: number): string =>
  piece.level < minimum ? `(${piece.text})` : piece.text;

function pieceOf(node: Expression, n: Notation): Piece {
  const piece = (inner: Expression): Piece => pieceOf(inner, n);
  const atom = (text: string): Piece => ({ text, level: LEVEL.atom });
  switch (node.kind) {
    case 'literal':
      return n.literal(node.value);
    case 'constant':
      return atom(n.constant(node.name));
    case 'symbol':
      return n.symbol(node);
    case 'index':
      return atom(node.name);
    case 'extent':
      return atom(n.extent(node.index));
    case 'neg':
      return { text: `-${parenthesised(piece(node.operand), LEVEL.open)}`, level: LEVEL.neg };
    case 'add':
    case 'sub': {
      const right = parenthesised(piece(node.right), LEVEL.open);
      return { text: `${piece(node.left).text} ${node.kind === 'add' ? '+' : '-'} ${right}`, level: LEVEL.add };
    }
    case 'mul': {
      const left = piece(node.left);
      const right = piece(node.right);
      const open = node.right.kind === 'reduce' && right.level === LEVEL.open;
      const factor = open ? right.text : parenthesised(right, LEVEL.power);
      const { sign, dotted } = n.times(left, factor);
      const text = parenthesised(left, LEVEL.mul) + sign + factor;
      return { text, level: open ? LEVEL.open : LEVEL.mul, dotted };
    }
    case 'div':
      return n.quotient(piece(node.left), piece(node.right));
    case 'power': {
      const base =
        node.base.kind === 'constant' ? `(${piece(node.base).text})` : parenthesised(piece(node.base), LEVEL.atom);
      return { text: n.power(base, exponentText(node.exponent, n)), level: LEVEL.power };
    }
    case 'call':
      return { text: n.call(node.fn, piece(node.argument).text), level: node.fn === 'exp' ? LEVEL.power : LEVEL.atom };
    case 'min':
    case 'max':
      return atom(n.list(node.kind, piece(node.left).text, piece(node.right).text));
    case 'select': {
      const rows: (readonly [string, string | undefined])[] = [];
      let rest: Expression = node;
      for (; rest.kind === 'select'; rest = rest.otherwise)
        rows.push([piece(rest.then).text, conditionText(rest.condition, n)]);
      return { text: n.select([...rows, [piece(rest).text, undefined]]), level: LEVEL.power };
    }
    case 'reduce':
      return n.reduction(node.op, node.index, parenthesised(piece(node.body), LEVEL.open));
  }
}

/** A minus sign before a number in an exponent is part of the number; one that is not stands before parentheses. */
function exponentText(node: Expression, n: Notation): string {
  if (node.kind === 'neg' && node.operand.kind === 'literal') return `-(${pieceOf(node.operand, n).text})`;
  return pieceOf(node, n).text;
}

function conditionText(condition: Condition, n: Notation): string {
  if (condition.kind === 'and') return condition.parts.map((part) => conditionText(part, n)).join(n.and);
  return `${pieceOf(condition.left, n).text} ${n.compare(condition.op)} ${pieceOf(condition.right, n).text}`;
}

/** A finite decimal where there is one, else a quotient. */
function decimal({ num, den }: Rational): string | undefined {
  let digits = 0;
  for (let rest = 1n; digits <= 40; digits++, rest *= 10n) {
    if (rest % den !== 0n) continue;
    const scaled = ((num * rest) / den)
      .toString()
      .replace('-', '')
      .padStart(digits + 1, '0');
    const whole = scaled.slice(0, scaled.length - digits);
    return `${num < 0n ? '-' : ''}${whole}${digits ? `.${scaled.slice(-digits)}` : ''}`;
  }
  return undefined;
}

const LATEX_COMPARISON: Readonly<Record<string, string>> = { '<=': '\\le', '>=': '\\ge', '!=': '\\ne' };
const LATEX_FUNCTION: ReadonlySet<string> = new Set(['log', 'tanh', 'sinh', 'cosh', 'sin', 'cos']);

function latexCall(fn: string, argument: string): string {
  if (fn === 'exp') return `e^${scriptBraces(argument)}`;
  if (fn === 'sqrt') return `\\sqrt{${argument}}`;
  if (fn === 'abs') return `\\lvert ${argument} \\rvert`;
  if (fn === 'floor') return `\\lfloor ${argument} \\rfloor`;
  return `${LATEX_FUNCTION.has(fn) ? `\\${fn === 'log' ? 'ln' : fn}` : `\\operatorname{${fn}}`}(${argument})`;
}

function latexSymbol(node: Expression & { kind: 'symbol' }, symbols: ReadonlyMap<string, SymbolDeclaration>): Piece {
  const declaration = symbols.get(node.key);
  const time = [...symbols.values()].find(({ role }) => role === 'time');
  if (!declaration) return { text: node.key, level: LEVEL.atom };
  const { name, exponent } = readDeclaredName(node.key, declaration.latex);
  const items = [...node.indices];
  // A symbol with indices and no time is at the current step; writing the time there would only clutter.
  if (time && node.lag) items.unshift(`${time.latex}-1`);
  else if (time && items.length === 0 && isTimed(declaration) && !declaration.of) items.push(time.latex);
  const printed = printFormula(withItems(name, items));
  const raised = exponent ? `${printed}^${scriptBraces(printFormula(exponent))}` : printed;
  if (!declaration.of) return { text: raised, level: exponent ? LEVEL.power : LEVEL.atom };
  const given = declaration.of.map((key) => symbols.get(key)?.latex ?? key);
  return { text: `${raised}(${given.join(', ')})`, level: LEVEL.atom };
}

function withItems(name: NameNode, items: readonly string[]): NameNode {
  const terms = items.map((text): Subscript => {
    const node = parseFormula({ file: 'index', line: 1, column: 1, text }).root;
    return { kind: 'term', node, range: node.range };
  });
  return { ...name, subscripts: [...name.subscripts, ...terms] };
}

/**
 * LaTeX with no more parentheses than needed, for reports. Where `symbols` declares every symbol, parsing and
 * elaborating the result gives `e` again, as long as its literals are decimals and not negative outside exponents.
 *
 * @param indices index names to names of extents; without it an extent is written `N_i`
 */
export function printExpression(
  e: Expression,
  symbols: ReadonlyMap<string, SymbolDeclaration>,
  indices: ReadonlyMap<string, string> = new Map(),
): string {
  return pieceOf(e, {
    symbol: (node) => latexSymbol(node, symbols),
    extent: (index) => indices.get(index) ?? `N_{${index}}`,
    literal: (value) => {
      const text = decimal(value) ?? `\\frac{${value.num}}{${value.den}}`;
      return { text, level: value.num < 0n ? LEVEL.neg : text.startsWith('\\') ? LEVEL.power : LEVEL.atom };
    },
    constant: (name) => (name === 'pi' ? '\\pi' : 'e'),
    quotient: (left, right) => ({ text: `\\frac{${left.text}}{${right.text}}`, level: LEVEL.power }),
    power: (base, exponent) => `${base}^${scriptBraces(exponent)}`,
    call: latexCall,
    list: (fn, left, right) => `\\${fn}(${left}, ${right})`,
    select: (rows) =>
      `\\begin{cases} ${rows.map(([value, when]) => `${value} & ${when ?? '\\text{otherwise}'}`).join(' \\\\ ')} \\end{cases}`,
    reduction: (op, index, body) => ({ text: `\\${op}_${scriptBraces(index)} ${body}`, level: LEVEL.open }),
    compare: (op) => LATEX_COMPARISON[op] ?? op,
    and: ' \\text{ and } ',
    times: (left, right) => {
      const dotted = (left.dotted === true && left.level >= LEVEL.mul) || /^[\d.]/.test(right);
      return { sign: dotted ? ' \\cdot ' : ' ', dotted };
    },
  }).text;
}

/** ASCII with the page's keys, for terminals: `theta[t-1] - lr*u`. A value at the current step carries no time. */
export function printPlain(e: Expression): string {
  return pieceOf(e, {
    symbol: ({ key, lag, indices }) => {
      const items = [...(lag ? ['t-1'] : []), ...indices];
      return { text: items.length ? `${key}[${items.join(',')}]` : key, level: LEVEL.atom };
    },
    extent: (index) => `size(${index})`,
    literal: (value) => {
      const text = decimal(value) ?? formatRational(value);
      return { text, level: value.num < 0n ? LEVEL.neg : text.includes('/') ? LEVEL.mul : LEVEL.atom };
    },
    constant: (name) => name,
    quotient: (left, right) => ({
      text: `${parenthesised(left, LEVEL.mul)}/${parenthesised(right, LEVEL.power)}`,
      level: LEVEL.mul,
    }),
    power: (base, exponent) => `${base}^${/^[\w.]+$/.test(exponent) ? exponent : `(${exponent})`}`,
    call: (fn, argument) => `${fn}(${argument})`,
    list: (fn, left, right) => `${fn}(${left}, ${right})`,
    select: (rows) => rows.reduceRight((rest, [value, when]) => (when ? `if(${when}, ${value}, ${rest})` : value), ''),
    reduction: (op, index, body) => ({ text: `${op}[${index}](${body})`, level: LEVEL.atom }),
    compare: (op) => op,
    and: ' and ',
    times: () => ({ sign: '*', dotted: false }),
  }).text;
}
