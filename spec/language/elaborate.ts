import type { FormulaAst, FormulaNode, NodeOf } from './ast.ts';
import { outputOf } from './elaborate-call.ts';
import { condition } from './elaborate-cases.ts';
import { elaborateExpression } from './elaborate-expression.ts';
import { Elaboration, type ElaborationOptions, type LawNotes } from './elaboration.ts';
import type { Condition, Expression } from './expression.ts';
import type { DerivativeEquation, Equation, Law, Relation, RelationOperator, Role } from './page.ts';
import { printFormula } from './print-formula.ts';
import { type Declarations, SymbolTable } from './symbol-table.ts';

export type { Declarations } from './symbol-table.ts';

export interface ExpressionOptions {
  /** Index names that may stand free; any declared index where absent. */
  readonly indices?: readonly string[];
}

export type ElaboratedEquation = Pick<Equation, 'key' | 'indices' | 'expression'>;
export type ElaboratedDerivative = Omit<DerivativeEquation, 'latex' | 'span'>;
export type ElaboratedLaw = Pick<Law, 'relations' | 'given' | 'applications' | 'variables'>;

/** Turns parsed formulas into what they denote under one set of declarations; every method throws FormulaError. */
export interface Elaborator {
  expression(ast: FormulaAst, options?: ExpressionOptions): Expression;
  /** A comparison or several joined by commas or "and". */
  condition(ast: FormulaAst): Condition;
  /** `left = right` or `left \leftarrow right` with one declared symbol at the current step on the left. */
  equation(ast: FormulaAst): ElaboratedEquation;
  /** `\sigma'(x) = ...`, `\frac{dy}{dx} = ...`, `\frac{\partial y_{ki}}{\partial x_{kj}} = ...`. */
  derivativeEquation(ast: FormulaAst): ElaboratedDerivative;
  /** A chain of relations, perhaps after hypotheses and `\implies`. Undeclared single letters are its variables. */
  law(ast: FormulaAst): ElaboratedLaw;
}

/** @throws FormulaError where a declared `latex` is no name, or two declarations are written alike */
export function createElaborator(declarations: Declarations): Elaborator {
  const table = new SymbolTable(declarations);
  const start = (ast: FormulaAst, options: ElaborationOptions): Elaboration =>
    new Elaboration(table, ast.source, options);
  return {
    expression: (ast, options = {}) =>
      elaborateExpression(start(ast, options.indices ? { scope: options.indices } : {}), ast.root),
    condition: (ast) => {
      const e = start(ast, {});
      return condition(e, ast.root, (node) => elaborateExpression(e, node));
    },
    equation: (ast) => equation(ast, start),
    derivativeEquation: (ast) => derivativeEquation(ast, start),
    law: (ast) => law(ast, start),
  };
}

type Start = (ast: FormulaAst, options: ElaborationOptions) => Elaboration;

const DEFINABLE: ReadonlySet<Role> = new Set(['state', 'parameter', 'local', 'output']);

function sides(e: Elaboration, root: FormulaNode): { left: FormulaNode; right: FormulaNode; assigns: boolean } {
  if (root.kind !== 'relation') return e.fail(root.range, 'an equation has no equals sign', 'Write "name = value".');
  const [left, right] = root.terms as [FormulaNode, FormulaNode];
  const [sign] = root.signs;
  if (root.terms.length > 2 || (sign !== '=' && sign !== 'gets'))
    return e.fail(
      root.range,
      'an equation is one name, one equals sign and one value',
      'Write other relations as laws, and each equation alone.',
    );
  return { left, right, assigns: sign === 'gets' };
}

function equation(ast: FormulaAst, start: Start): ElaboratedEquation {
  const e = start(ast, {});
  const { left, right, assigns } = sides(e, ast.root);
  const written = left.kind === 'alternatives' && left.reason === 'letters' ? nameOption(e, left) : left;
  const defined = definedSymbol(e, written);
  const { key, indices, lag } = defined;
  const declaration = e.table.declarations.symbols.get(key)!;
  if (lag !== 0)
    e.fail(
      left.range,
      `the left side is "${declaration.latex}" at the step before`,
      `Shift the equation so that its left side is at ${e.table.time}.`,
    );
  if (!DEFINABLE.has(declaration.role))
    e.fail(
      left.range,
      `"${declaration.latex}" is given (${declaration.role}), so no equation defines it`,
      'Put a state, parameter, local or output on the left side.',
    );
  const repeated = indices.find((index, i) => indices.indexOf(index) !== i);
  if (repeated)
    e.fail(left.range, `index ${repeated} stands twice on the left side`, 'Give each axis an index of its own.');
  const expression = elaborateExpression(start(ast, { scope: indices, ...(assigns && { assigned: key }) }), right);
  return { key, indices, expression };
}

function nameOption(e: Elaboration, node: NodeOf<'alternatives'>): FormulaNode {
  const word = node.options[1]!;
  const name = word.kind === 'application' ? word.callee : word;
  if (name.kind === 'name' && e.table.lookup(name)) return word;
  return e.undeclared(printFormula(node), node);
}

/** The left side: a symbol, or an output at its own arguments. */
function definedSymbol(e: Elaboration, node: FormulaNode): Expression & { kind: 'symbol' } {
  if (node.kind === 'name' && !e.table.lookup(node)) return e.undeclared(printFormula(node), node);
  const value = ['name', 'power', 'application', 'call'].includes(node.kind) ? elaborateExpression(e, node) : undefined;
  if (value?.kind === 'symbol') return value;
  return e.fail(
    node.range,
    `"${printFormula(node)}" is no declared symbol`,
    'Put one symbol on the left side, solved for.',
  );
}

function derivativeEquation(ast: FormulaAst, start: Start): ElaboratedDerivative {
  const e = start(ast, {});
  const { left, right, assigns } = sides(e, ast.root);
  if (assigns) e.fail(left.range, 'a derivative is assigned', 'Write an equals sign.');
  const { output, wrt } = differentiated(e, left);
  const scope = [...new Set([...output.indices, ...wrt.indices])];
  const expression = elaborateExpression(start(ast, { scope }), right);
  return { output: output.key, wrt: wrt.key, outputIndices: output.indices, wrtIndices: wrt.indices, expression };
}

interface Differentiated {
  readonly output: Expression & { kind: 'symbol' };
  readonly wrt: Expression & { kind: 'symbol' };
}

function differentiated(e: Elaboration, left: FormulaNode): Differentiated {
  if (left.kind === 'derivative') {
    const output = definedSymbol(e, left.of);
    const wrt = definedSymbol(e, left.wrt);
    return { output, wrt };
  }
  if (left.kind === 'application' && left.callee.primes === 1) {
    const callee = { ...left.callee, primes: 0 };
    const own = outputOf(e, callee);
    if (own?.of && own.of.length !== 1)
      e.fail(
        left.range,
        `"${own.latex}" has several arguments, so the prime does not say by which`,
        'Write \\frac{\\partial ...}{\\partial ...}.',
      );
    if (own) return { output: definedSymbol(e, { ...left, callee }), wrt: definedSymbol(e, left.arguments[0]!) };
  }
  return e.fail(
    left.range,
    'the left side is no derivative',
    "Write f'(x), \\frac{dy}{dx} or \\frac{\\partial y}{\\partial x}, with the output and input that the page declares.",
  );
}

function law(ast: FormulaAst, start: Start): ElaboratedLaw {
  const notes: LawNotes = { applications: new Map(), variables: new Set() };
  const e = start(ast, { law: notes });
  const { root } = ast;
  const given = root.kind === 'implication' ? relations(e, root.hypothesis) : [];
  const found = relations(e, root.kind === 'implication' ? root.conclusion : root);
  return { relations: found, given, applications: [...notes.applications.values()], variables: [...notes.variables] };
}

function relations(e: Elaboration, node: FormulaNode): readonly Relation[] {
  if (node.kind === 'tuple') return node.items.flatMap((item) => relations(e, item));
  if (node.kind !== 'relation')
    return e.fail(node.range, 'a law states no relation', 'Write =, <, \\le, >, \\ge or \\approx between two values.');
  const terms = node.terms.map((term) => ({ expression: elaborateExpression(e, term) }));
  return node.signs.map((sign, i): Relation => {
    if (sign === '!=' || sign === 'gets')
      return e.fail(
        node.range,
        `a law cannot use "${sign === 'gets' ? '\\leftarrow' : '\\ne'}"`,
        'Write =, <, \\le, >, \\ge or \\approx.',
      );
    const op: RelationOperator = sign;
    return { op, left: terms[i]!, right: terms[i + 1]! };
  });
}
