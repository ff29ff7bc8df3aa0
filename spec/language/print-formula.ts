import type { FormulaNode, NameNode, RelationSign, Subscript } from './ast.ts';
import { FUNCTIONS } from './vocabulary.ts';

const RELATIONS: Readonly<Record<RelationSign, string>> = {
  '=': '=',
  '<': '<',
  '<=': '\\le',
  '>': '>',
  '>=': '\\ge',
  '!=': '\\ne',
  approx: '\\approx',
  gets: '\\leftarrow',
};

const list = (nodes: readonly FormulaNode[]): string => nodes.map(printFormula).join(', ');

/** LaTeX that parses to the same tree (the ranges apart). */
export function printFormula(node: FormulaNode): string {
  switch (node.kind) {
    case 'number':
      return node.text;
    case 'name':
      return printName(node);
    case 'unary':
      return `${node.op}${printFormula(node.operand)}`;
    case 'binary':
      return `${printFormula(node.left)} ${node.op === '*' ? '\\cdot' : node.op} ${printFormula(node.right)}`;
    case 'power':
      return `${printFormula(node.base)}^${scriptBraces(printFormula(node.exponent))}`;
    case 'fraction':
      return `\\frac{${printFormula(node.numerator)}}{${printFormula(node.denominator)}}`;
    case 'root':
      return `\\sqrt${node.degree ? `[${printFormula(node.degree)}]` : ''}{${printFormula(node.radicand)}}`;
    case 'group':
      return `(${printFormula(node.inner)})`;
    case 'absolute':
      return `\\lvert ${printFormula(node.operand)} \\rvert`;
    case 'floor':
      return `\\lfloor ${printFormula(node.operand)} \\rfloor`;
    case 'juxtaposition':
      return node.factors.map(printFormula).join(' ');
    case 'call': {
      const fn = `\\operatorname{${node.fn}}${node.exponent ? `^${scriptBraces(printFormula(node.exponent))}` : ''}`;
      return node.bare ? `${fn} ${list(node.arguments)}` : `${fn}(${list(node.arguments)})`;
    }
    case 'application':
      return `${printName(node.callee)}(${list(node.arguments)})${printScripts(node.subscripts)}${
        node.exponent ? `^${scriptBraces(printFormula(node.exponent))}` : ''
      }`;
    case 'reduction': {
      const below = `${list(node.indices)}${node.lower ? ` = ${printFormula(node.lower)}` : ''}`;
      return `\\${node.op}_{${below}}${node.upper ? `^{${printFormula(node.upper)}}` : ''} ${printFormula(node.body)}`;
    }
    case 'cases':
      return `\\begin{cases} ${node.rows
        .map(
          (row) => `${printFormula(row.value)} & ${row.condition ? printFormula(row.condition) : '\\text{otherwise}'}`,
        )
        .join(' \\\\ ')} \\end{cases}`;
    case 'derivative': {
      const d = node.partial ? '\\partial' : 'd';
      const of = printFormula(node.of);
      const below = `${d} ${printFormula(node.wrt)}`;
      return node.inside ? `\\frac{${d} ${of}}{${below}}` : `\\frac{${d}}{${below}} ${of}`;
    }
    case 'relation':
      return node.terms.map((term, i) => (i ? `${RELATIONS[node.signs[i - 1]!]} ` : '') + printFormula(term)).join(' ');
    case 'tuple':
      return list(node.items);
    case 'implication':
      return `${printFormula(node.hypothesis)} \\implies ${printFormula(node.conclusion)}`;
    case 'alternatives':
      if (node.reason === 'letters' && node.written.kind === 'juxtaposition')
        return node.written.factors.map(printFormula).join('');
      return printFormula(node.written);
  }
}

function printName(name: NameNode): string {
  const base = name.base.length === 1 || name.base.startsWith('\\') ? name.base : `\\mathrm{${name.base}}`;
  const accented = name.accents.reduce((inner, accent) => `\\${accent}{${inner}}`, base);
  return accented + "'".repeat(name.primes) + printScripts(name.subscripts);
}

export function printSubscript(item: Subscript): string {
  return item.kind === 'label'
    ? `\\text{${item.text}}`
    : printFormula(item.node).replaceAll(' - ', '-').replaceAll(' + ', '+');
}

function printScripts(items: readonly Subscript[]): string {
  if (items.length === 0) return '';
  const printed = items.map(printSubscript);
  const run = printed.join('');
  const isRun = printed.every((item) => /^[A-Za-z]$/.test(item)) && !FUNCTIONS.has(run);
  return `_${scriptBraces(isRun ? run : printed.join(','))}`;
}

/** The text of a subscript or exponent; TeX needs no braces around one character. */
export const scriptBraces = (text: string): string => (/^[A-Za-z0-9]$/.test(text) ? text : `{${text}}`);
