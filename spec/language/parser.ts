import { joinFactors, joinProduct } from './ambiguity.ts';
import type { FormulaAst, FormulaNode, RelationSign } from './ast.ts';
import { Cursor } from './cursor.ts';
import type { SourceText } from './formula-error.ts';
import { accented, type Grammar, named, plainName, RESERVED, raised } from './parse-name.ts';
import { absolute, braced, cases, delimited, fraction, functionCall, reduction, root } from './parse-structure.ts';
import { tokenize } from './tokens.ts';

/** Binding powers: a sign binds what is to its right as tightly as a product does. */
const SUM = 10;
const PRODUCT = 20;

const SIGNS: ReadonlySet<string> = new Set(['=', '<', '<=', '>', '>=', '!=', 'approx', 'gets']);

/**
 * Reads LaTeX or plain-text mathematics into a tree that says what is written and no more: a place with two
 * readings becomes an `alternatives` node.
 *
 * @throws FormulaError with file, line and column, for text that is no formula of the language
 */
export function parseFormula(source: SourceText): FormulaAst {
  const cursor = new Cursor(source, tokenize(source));
  const g: Grammar = {
    cursor,
    expression: () => expression(g, 0),
    product: () => expression(g, PRODUCT),
    factor: () => factor(g),
    relation: () => relation(g),
  };
  return { source, root: formula(g) };
}

function formula(g: Grammar): FormulaNode {
  const { cursor } = g;
  const hypothesis = tuple(g);
  if (!cursor.accept('operator', 'implies')) {
    finish(g);
    return hypothesis;
  }
  const conclusion = tuple(g);
  if (cursor.at('operator', 'implies'))
    cursor.fail(cursor.peek(), 'two implications follow each other', 'Write two formulas.');
  finish(g);
  return { kind: 'implication', hypothesis, conclusion, range: cursor.since(hypothesis.range.start) };
}

function finish(g: Grammar): void {
  const { cursor } = g;
  const token = cursor.peek();
  if (token.kind === 'finish') return;
  if (token.kind === 'text') plainName(cursor, token);
  const stray = token.kind === 'close' || token.value === '}';
  cursor.fail(
    token,
    `"${cursor.written(token)}" ${stray ? 'closes nothing' : 'does not continue the formula'}`,
    stray ? 'Remove it, or open the pair before it.' : 'Put an operator before it or end the formula here.',
  );
}

function tuple(g: Grammar): FormulaNode {
  const { cursor } = g;
  const items = [relation(g)];
  const separated = (): boolean => {
    let found = false;
    while (cursor.accept('separator') ?? cursor.accept('operator', 'and') ?? cursor.accept('text', 'and')) found = true;
    return found;
  };
  while (separated()) items.push(relation(g));
  return items.length === 1 ? items[0]! : { kind: 'tuple', items, range: cursor.since(items[0]!.range.start) };
}

function relation(g: Grammar): FormulaNode {
  const { cursor } = g;
  const terms = [expression(g, 0)];
  const signs: RelationSign[] = [];
  while (cursor.peek().kind === 'operator' && SIGNS.has(cursor.peek().value)) {
    signs.push(cursor.next().value as RelationSign);
    terms.push(expression(g, 0));
  }
  if (signs.length === 0) return terms[0]!;
  return { kind: 'relation', terms, signs, range: cursor.since(terms[0]!.range.start) };
}

/** Pratt's method: operators that bind at least as tightly as `minimum`. */
function expression(g: Grammar, minimum: number): FormulaNode {
  const { cursor } = g;
  let left = cursor.nest(() => prefixed(g, minimum));
  for (;;) {
    const { kind, value: op } = cursor.peek();
    if (kind !== 'operator') return left;
    if (op === '+' || op === '-') {
      if (SUM < minimum) return left;
      cursor.next();
      const right = expression(g, SUM + 1);
      left = { kind: 'binary', op, left, right, range: cursor.since(left.range.start) };
    } else if (op === '*' || op === '/') {
      if (PRODUCT < minimum) return left;
      cursor.next();
      const right = expression(g, PRODUCT + 1);
      left = joinProduct(op, left, right, cursor.since(left.range.start));
    } else return left;
  }
}

function prefixed(g: Grammar, minimum: number): FormulaNode {
  const { cursor } = g;
  const sign = cursor.peek();
  if (sign.kind !== 'operator' || (sign.value !== '-' && sign.value !== '+')) return factors(g);
  cursor.next();
  const operand = expression(g, Math.max(minimum, PRODUCT));
  return { kind: 'unary', op: sign.value, operand, range: cursor.since(sign.start) };
}

function startsFactor(g: Grammar): boolean {
  const { cursor } = g;
  const { kind, value } = cursor.peek();
  switch (kind) {
    case 'number':
    case 'letters':
    case 'symbol':
    case 'function':
    case 'open':
    case 'accent':
      return true;
    case 'text':
      return !RESERVED.has(value) && value !== 'if otherwise';
    case 'bar':
      return cursor.bars === 0;
    case 'brace':
      return value === '{';
    case 'command':
      return value !== 'end cases';
    default:
      return false;
  }
}

function factors(g: Grammar): FormulaNode {
  const { cursor } = g;
  const start = cursor.peek().start;
  const found: FormulaNode[] = [];
  let bars = 0;
  do {
    const token = cursor.peek();
    if (token.kind === 'number' && found.length > 0)
      cursor.fail(
        token,
        'a number follows a factor',
        'Write the number first (2x), a subscript (x_2), a power (x^2) or \\cdot.',
      );
    if (token.kind === 'bar' && ++bars > 1 && !cursor.source.text.slice(0, token.start).trimEnd().endsWith('|'))
      cursor.fail(token, 'bars on both sides of a factor can be paired in two ways', 'Write \\lvert and \\rvert.');
    found.push(factor(g));
  } while (startsFactor(g));
  return joinFactors(found, cursor.since(start));
}

function factor(g: Grammar): FormulaNode {
  const { cursor } = g;
  return cursor.nest(() => {
    const token = cursor.peek();
    switch (token.kind) {
      case 'number':
        cursor.next();
        return raised(g, { kind: 'number', text: token.value, range: { start: token.start, end: token.end } });
      case 'letters':
      case 'symbol':
      case 'text':
        return named(g, plainName(cursor, cursor.next()));
      case 'function':
        return functionCall(g);
      case 'open':
        return delimited(g);
      case 'bar':
        return absolute(g);
      case 'brace':
        if (token.value === '{') return braced(g);
        break;
      case 'accent':
        return accented(g);
      case 'command':
        if (token.value === 'frac') return fraction(g);
        if (token.value === 'sqrt') return root(g);
        if (token.value === 'begin cases') return cases(g);
        if (token.value === 'sum' || token.value === 'prod') return reduction(g, token.value, cursor.next());
        break;
    }
    if (token.kind === 'close' || token.value === '}')
      return cursor.fail(
        token,
        `"${cursor.written(token)}" stands where a value was expected`,
        'Check that every bracket before it is opened and holds a value.',
      );
    return cursor.fail(
      token,
      `${token.kind === 'finish' ? '' : '"'}${cursor.written(token)}${token.kind === 'finish' ? '' : '"'} stands where a value was expected`,
      'Write a number, a name or a parenthesis there.',
    );
  });
}
