import type { FormulaNode, NameNode, NodeOf, Subscript } from './ast.ts';
import { mapFormula } from './ast-fold.ts';
import { type CitedVocabulary, citedVocabulary } from './cited-vocabulary.ts';
import { createElaborator } from './elaborate.ts';
import { type Expression, select, symbol } from './expression.ts';
import { FormulaError, type SourceText } from './formula-error.ts';
import { inlineExpression, UndefinedLocal } from './inline.ts';
import { writeMatrixProducts } from './matrix-product.ts';
import type { CitedFormula, Page, System } from './page.ts';
import { parseFormula } from './parser.ts';
import { applyPatches } from './patch.ts';
import { printFormula, printSubscript } from './print-formula.ts';

/** One equation of a cited formula beside what the page has for it, both over what the page is given. */
export interface CitedEquation {
  readonly key: string;
  /** What the document prints. */
  readonly printed: Expression;
  /** What the page has under the name that the citation claims: its definition, its derivative, or a patch. */
  readonly page: Expression;
}

/**
 * The equations of a document's formula, each with the page's own expression of the same thing. A text instead says
 * why the formula cannot be compared.
 *
 * Documents write more loosely than pages, and this much is understood:
 *
 * - `\leftarrow` and `\approx` stand for an equals sign, a chain has several right sides, and several equations may
 *   stand side by side; a formula without a left side is the page's only output;
 * - a function on the left (`f(x)`, `\text{GELU}(x)`) is that output, and an unknown letter the only input;
 * - on the right a parameter or state without a time is the one before the step; in an equation for `t+1` the symbol on
 *   the left stands one step later;
 * - indices are left away, also those that a matrix product such as `Wx` sums over; two cases `x < a` and `x > a` say nothing about `a`.
 *
 * Names that only the document uses (letters, or a term such as `\frac{\partial L}{\partial \theta}` for the gradient), the equation meant where it reuses a name, the mode, and the condition under which
 * a formula is printed are said by the citation (`names`, `gives`, `mode`, `when`).
 */
export function citedEquations(page: Page, cited: CitedFormula): readonly CitedEquation[] | string {
  try {
    return compare(page, cited);
  } catch (error) {
    if (error instanceof FormulaError) return `${error.problem}. ${error.fix}`;
    if (error instanceof UndefinedLocal || error instanceof RangeError) return error.message;
    throw error;
  }
}

/** A name of `names` that is a term: the gradient as a quotient, or a sum over all steps. */
const isTerm = (latex: string): boolean => /^\\(frac|sum|nabla)/.test(latex);

/** The formula with each named term replaced by the page's symbol, which stands for its value at this step. */
function withNamedTerms(page: Page, cited: CitedFormula): CitedFormula {
  const terms = [...(cited.names ?? [])].filter(([latex]) => isTerm(latex));
  if (terms.length === 0) return cited;
  const time = [...page.symbols.values()].find(({ role }) => role === 'time');
  const names = new Map([...(cited.names ?? [])].filter(([latex]) => !isTerm(latex)));
  let { latex } = cited;
  for (const [term, key] of terms) {
    const name = `\\mathrm{the${key}}`;
    names.set(name, key);
    latex = latex.replaceAll(term, time ? `${name}_{${time.latex}}` : name);
  }
  return { ...cited, latex, names };
}

/** A left side, absent where the document prints a value alone, and one right side. */
interface Statement {
  readonly left: FormulaNode | undefined;
  readonly right: FormulaNode;
}

function compare(page: Page, given: CitedFormula): readonly CitedEquation[] {
  const cited = withNamedTerms(page, given);
  const source: SourceText = { ...cited.span, text: cited.latex };
  const { root } = parseFormula(source);
  const vocabulary = citedVocabulary(page, cited, root);
  const elaborator = createElaborator(vocabulary.declarations);
  const mode = cited.mode ?? page.modes[0] ?? '';
  const isPatch = cited.is !== 'definition' && cited.is !== 'derivative';
  const system = applyPatches(page, mode, isPatch ? [cited.is] : []);
  const value = (node: FormulaNode): Expression => vocabulary.toPage(elaborator.expression({ source, root: node }));
  const inline = (expression: Expression): Expression =>
    inlineExpression(page, system, expression, { keepStates: false });

  return statements(source, root).map(({ left, right }) => {
    const known = left && chosenName(left, vocabulary);
    const differentiates = known !== undefined && isDerivative(known);
    if (differentiates && cited.is !== 'derivative') throw new RangeError('the formula is a derivative');
    const key = cited.gives ?? (differentiates ? soleOutput(page) : definedKey(page, known, vocabulary, value));
    const timed = inTime(right, left, vocabulary);
    const own = inline(ownExpression(page, system, cited, key));
    const read = value(mapFormula(timed, closeCases));
    const printed = inline(differentiates ? read : writeMatrixProducts(read, page.symbols.get(key)?.shape ?? []));
    if (cited.when === undefined) return { key, printed, page: own };
    const when = { ...source, text: cited.when };
    const condition = createElaborator(page).condition(parseFormula(when));
    return { key, printed: inline(select(condition, printed, own)), page: own };
  });
}

function statements(source: SourceText, root: FormulaNode): Statement[] {
  if (root.kind === 'tuple') return root.items.flatMap((item) => statements(source, item));
  if (root.kind !== 'relation') return [{ left: undefined, right: root }];
  if (root.signs.some((sign) => sign !== '=' && sign !== 'gets' && sign !== 'approx'))
    throw new FormulaError(source, root.range, 'an inequality is no equation', 'State it as a law.');
  const [left, ...rights] = root.terms;
  return rights.map((right) => ({ left, right }));
}

/** A run of letters on the left is read as the name it spells. */
function chosenName(node: FormulaNode, { table }: CitedVocabulary): FormulaNode {
  if (node.kind !== 'alternatives' || node.reason !== 'letters') return node;
  const word = node.options[1]!;
  const name = word.kind === 'power' ? word.base : word;
  if (name.kind === 'application' || (name.kind === 'name' && table.lookup(name))) return word;
  return node;
}

const isDerivative = (left: FormulaNode): boolean =>
  left.kind === 'derivative' || (left.kind === 'application' && left.callee.primes === 1);

function soleOutput(page: Page): string {
  const outputs = [...page.symbols.values()].filter(({ role }) => role === 'output');
  if (outputs.length === 1 && outputs[0]) return outputs[0].key;
  throw new RangeError('the formula has no left side that the page knows, and the page has not one output');
}

function definedKey(
  page: Page,
  left: FormulaNode | undefined,
  vocabulary: CitedVocabulary,
  value: (node: FormulaNode) => Expression,
): string {
  if (left === undefined) return soleOutput(page);
  if (left.kind === 'application' && !vocabulary.table.lookup(left.callee)) return soleOutput(page);
  if (left.kind === 'call' && left.fn === page.name) return soleOutput(page);
  const defined = value(inTime(left, left, vocabulary));
  if (defined.kind !== 'symbol') throw new RangeError(`the left side "${printFormula(left)}" is no symbol of the page`);
  return defined.key;
}

function ownExpression(page: Page, system: System, cited: CitedFormula, key: string): Expression {
  if (cited.is === 'derivative') {
    const derivative = page.derivatives.find(({ output }) => output === key);
    if (!derivative) throw new RangeError(`the page has no derivative of "${key}"`);
    return derivative.expression;
  }
  if (!system.equations.has(key)) throw new RangeError(`the page has no equation for "${key}"`);
  return symbol(key, 0, page.symbols.get(key)?.shape ?? []);
}

/** Times written out: see the rules at `citedEquations`. The left side itself keeps a missing time as this step. */
function inTime(side: FormulaNode, left: FormulaNode | undefined, { table }: CitedVocabulary): FormulaNode {
  const { time } = table;
  if (time === undefined) return side;
  const term = (text: string, { range }: NameNode): Subscript => {
    const source: SourceText = { file: 'time of a cited formula', line: 1, column: 1, text };
    return { kind: 'term', node: parseFormula(source).root, range };
  };
  const timeOf = (name: NameNode): { key: string; role: string; at: Subscript | undefined } | undefined => {
    const meaning = table.lookup(name);
    if (meaning?.kind !== 'symbol') return undefined;
    const at = meaning.rest.find((item) => new RegExp(`^${time}( ?[+-] ?\\d+)?$`).test(printSubscript(item)));
    return { key: meaning.declaration.key, role: meaning.declaration.role, at };
  };
  const leading = left?.kind === 'name' ? timeOf(left) : undefined;
  const isLater = leading?.at !== undefined && printSubscript(leading.at).replaceAll(' ', '') === `${time}+1`;
  return mapFormula(side, (node) => {
    if (node.kind !== 'name') return node;
    const found = timeOf(node);
    if (!found) return node;
    const { key, role, at } = found;
    const moved = (text: string): FormulaNode => ({
      ...node,
      subscripts: [...node.subscripts.filter((item) => item !== at), term(text, node)],
    });
    if (at === undefined)
      return side !== left && (role === 'state' || role === 'parameter') ? moved(`${time}-1`) : node;
    if (!isLater || key !== leading?.key) return node;
    return moved(printSubscript(at).replaceAll(' ', '') === `${time}+1` ? time : `${time}-1`);
  });
}

/** Two cases that leave out only the point between them: the second becomes "otherwise". */
function closeCases(node: FormulaNode): FormulaNode {
  if (node.kind !== 'cases' || node.rows.length !== 2) return node;
  const [first, second] = node.rows.map(({ condition }) => condition);
  if (!isStrict(first) || !isStrict(second) || first.signs[0] === second.signs[0]) return node;
  if (first.terms.map(printFormula).join() !== second.terms.map(printFormula).join()) return node;
  const [early, { value, range }] = node.rows as [(typeof node.rows)[0], (typeof node.rows)[0]];
  return { ...node, rows: [early, { value, range }] };
}

const isStrict = (node: FormulaNode | undefined): node is NodeOf<'relation'> =>
  node?.kind === 'relation' && node.terms.length === 2 && (node.signs[0] === '<' || node.signs[0] === '>');
