import type { CaseRow, FormulaNode, NameNode, NodeOf } from './ast.ts';
import { argument, callArguments, type Grammar, named, plainName, raised, scripts } from './parse-name.ts';
import type { Token } from './tokens.ts';

/** `\frac{a}{b}`, or a derivative where both parts begin with `d` or `\partial`. */
export function fraction(g: Grammar): FormulaNode {
  const { cursor } = g;
  const start = cursor.next().start;
  const numerator = fractionPart(g);
  const denominator = fractionPart(g);
  const range = cursor.since(start);
  const written: FormulaNode = { kind: 'fraction', numerator, denominator, range };
  const above = differential(numerator);
  const below = differential(denominator);
  if (!above || !below?.rest || above.partial !== below.partial) return raised(g, written);
  if (above.rest)
    return { kind: 'derivative', partial: above.partial, inside: true, of: above.rest, wrt: below.rest, range };
  const of = cursor.nest(() => g.factor());
  return { kind: 'derivative', partial: above.partial, inside: false, of, wrt: below.rest, range: cursor.since(start) };
}

/** `\frac12` takes one digit for each part, as TeX does. */
function fractionPart(g: Grammar): FormulaNode {
  const { cursor } = g;
  const token = cursor.peek();
  if (token.kind === 'number' && token.value.length > 1)
    cursor.fail(token, `\\frac reads only one digit of "${token.value}"`, 'Write braces: \\frac{1}{2}.');
  return cursor.nest(() => argument(g, '\\frac'));
}

interface Differential {
  readonly partial: boolean;
  /** What follows the `d`. */
  readonly rest: FormulaNode | undefined;
}

function differential(node: FormulaNode): Differential | undefined {
  if (node.kind === 'name') {
    if (node.subscripts.length > 0 || node.primes > 0 || node.accents.length > 0) return undefined;
    if (node.base === 'd' || node.base === '\\partial') return { partial: node.base !== 'd', rest: undefined };
    return undefined;
  }
  if (node.kind === 'alternatives' && node.reason === 'letters') {
    const [product, word] = node.options;
    const found = differential(product!);
    if (found?.rest?.kind !== 'juxtaposition') return found;
    const shorter = withoutFirstLetter(word!);
    return {
      ...found,
      rest: { ...node, written: found.rest, options: [found.rest, shorter], range: found.rest.range },
    };
  }
  if (node.kind !== 'juxtaposition') return undefined;
  const [first, ...rest] = node.factors;
  const found = differential(first!);
  if (!found) return undefined;
  const factors = found.rest ? [found.rest, ...rest] : rest;
  const range = { start: factors[0]!.range.start, end: node.range.end };
  return { ...found, rest: factors.length === 1 ? factors[0]! : { kind: 'juxtaposition', factors, range } };
}

function withoutFirstLetter(node: FormulaNode): FormulaNode {
  const range = { start: node.range.start + 1, end: node.range.end };
  if (node.kind === 'name') return { ...node, base: node.base.slice(1), range };
  if (node.kind === 'power') return { ...node, base: withoutFirstLetter(node.base), range };
  if (node.kind === 'application') return { ...node, callee: withoutFirstLetter(node.callee) as NameNode, range };
  return node;
}

/** `\sqrt{x}`, `\sqrt[3]{x}`. */
export function root(g: Grammar): FormulaNode {
  const { cursor } = g;
  const start = cursor.next().start;
  const opened = cursor.accept('open', '[');
  const degree = opened && cursor.enclosed(() => cursor.nest(() => g.expression()));
  if (opened) cursor.close(opened, 'close', '[', ']');
  const radicand = cursor.nest(() => argument(g, '\\sqrt'));
  return raised(g, { kind: 'root', radicand, ...(degree && { degree }), range: cursor.since(start) });
}

/** `( )`, `[ ]`, `\{ \}`, absolute values and floors. */
export function delimited(g: Grammar): FormulaNode {
  const { cursor } = g;
  const opened = cursor.next();
  const inner = cursor.enclosed(() => cursor.nest(() => g.expression()));
  if (cursor.at('separator', ','))
    cursor.fail(
      cursor.since(opened.start),
      'a list stands where one value was expected',
      'Only functions take several arguments: \\max(a, b).',
    );
  const shown = { '(': ')', '[': ']', '{': '\\}', vert: '\\rvert', floor: '\\rfloor' }[opened.value] ?? opened.value;
  cursor.close(opened, 'close', opened.value, shown);
  const range = cursor.since(opened.start);
  if (opened.value === 'vert') return raised(g, { kind: 'absolute', operand: inner, range });
  if (opened.value === 'floor') return raised(g, { kind: 'floor', operand: inner, range });
  return raised(g, { kind: 'group', inner, range });
}

/** `|x|`: a bar where a value is expected opens, the next bar where a sign is expected closes. */
export function absolute(g: Grammar): FormulaNode {
  const { cursor } = g;
  const opened = cursor.next();
  cursor.bars += 1;
  const operand = cursor.nest(() => g.expression());
  cursor.close(opened, 'bar', '|', '|');
  cursor.bars -= 1;
  return raised(g, { kind: 'absolute', operand, range: cursor.since(opened.start) });
}

const SELF_CONTAINED: ReadonlySet<FormulaNode['kind']> = new Set([
  ...(['number', 'fraction', 'root', 'group', 'absolute', 'floor', 'application'] as const),
]);

/** TeX braces do not show, so what they hold must not fall apart without them. */
export function braced(g: Grammar): FormulaNode {
  const { cursor } = g;
  const opened = cursor.next();
  const inner = cursor.enclosed(() => cursor.nest(() => g.expression()));
  cursor.close(opened, 'brace', '}', '}');
  if (inner.kind === 'name') return named(g, { ...inner, range: cursor.since(opened.start) });
  if (SELF_CONTAINED.has(inner.kind)) return raised(g, inner);
  return cursor.fail(cursor.since(opened.start), 'braces group here, but they do not show', 'Write parentheses.');
}

/** `\tanh(x)`, `\sin^2 x`, `\max(0, x)`, `\max_j x_j`. */
export function functionCall(g: Grammar): FormulaNode {
  const { cursor } = g;
  const token = cursor.next();
  if (cursor.at('operator', "'")) return named(g, plainName(cursor, token));
  if ((token.value === 'max' || token.value === 'min') && cursor.at('operator', '_'))
    return reduction(g, token.value, token);
  if (cursor.at('operator', '_'))
    cursor.fail(
      cursor.peek(),
      `"${cursor.written(token)}" has a subscript`,
      'Write another base as a quotient: \\frac{\\ln(x)}{\\ln(2)}.',
    );
  const exponent = scripts(g).exponent;
  const above = exponent && { exponent };
  if (cursor.at('open', '(') || cursor.at('open', '[') || cursor.at('open', '{')) {
    const found = callArguments(g);
    return raised(g, {
      kind: 'call',
      fn: token.value,
      arguments: found,
      bare: false,
      ...above,
      range: cursor.since(token.start),
    });
  }
  if (cursor.at('brace', '{')) {
    const given = argument(g, cursor.written(token));
    return raised(g, {
      kind: 'call',
      fn: token.value,
      arguments: [given],
      bare: false,
      ...above,
      range: cursor.since(token.start),
    });
  }
  const given = cursor.nest(() => g.factor());
  return { kind: 'call', fn: token.value, arguments: [given], bare: true, ...above, range: cursor.since(token.start) };
}

/** `\sum_{j=1}^{C}`, `\sum_{n,s}`, `\max_j`; the body is the product that follows. */
export function reduction(g: Grammar, op: NodeOf<'reduction'>['op'], token: Token): FormulaNode {
  const { cursor } = g;
  let below: Pick<NodeOf<'reduction'>, 'indices' | 'lower'> | undefined;
  let upper: FormulaNode | undefined;
  for (;;) {
    if (!below && cursor.accept('operator', '_')) below = cursor.nest(() => reductionIndices(g));
    else if (!upper && cursor.accept('operator', '^')) upper = cursor.nest(() => argument(g, '^'));
    else break;
  }
  if (!below)
    return cursor.fail(token, `"${cursor.written(token)}" names no index`, 'Write the index below it: \\sum_{j}.');
  const body = cursor.nest(() => g.product());
  return { kind: 'reduction', op, ...below, ...(upper && { upper }), body, range: cursor.since(token.start) };
}

function reductionIndices(g: Grammar): Pick<NodeOf<'reduction'>, 'indices' | 'lower'> {
  const { cursor } = g;
  const opened = cursor.accept('brace', '{');
  if (!opened) return { indices: indexNames(g, argument(g, '_')) };
  const indices = [...indexNames(g, g.expression())];
  while (cursor.accept('separator', ',')) indices.push(...indexNames(g, g.expression()));
  const lower = cursor.accept('operator', '=') && g.expression();
  cursor.close(opened, 'brace', '}', '}');
  return lower ? { indices, lower } : { indices };
}

function indexNames(g: Grammar, node: FormulaNode): readonly NameNode[] {
  if (node.kind === 'name' && node.subscripts.length === 0) return [node];
  if (node.kind === 'alternatives' && node.reason === 'letters') return indexNames(g, node.options[0]!);
  if (node.kind === 'juxtaposition') return node.factors.flatMap((factor) => indexNames(g, factor));
  return g.cursor.fail(node.range, 'an index was expected here', 'Write one letter for each index: \\sum_{n,s}.');
}

const CONDITION_WORDS: ReadonlySet<string> = new Set(['if', 'for', 'when']);
const OTHERWISE: ReadonlySet<string> = new Set(['otherwise', 'else', 'if otherwise']);

/** `\begin{cases} value & condition \\ ... \end{cases}`. */
export function cases(g: Grammar): FormulaNode {
  const { cursor } = g;
  const opened = cursor.next();
  const rows: CaseRow[] = [];
  cursor.enclosed(() => {
    do {
      if (cursor.at('command', 'end cases')) break;
      rows.push(cursor.nest(() => caseRow(g)));
    } while (cursor.accept('separator', '\\\\'));
  });
  cursor.close(opened, 'command', 'end cases', '\\end{cases}');
  if (rows.length === 0)
    cursor.fail(cursor.since(opened.start), 'cases without a row', 'Write "value & condition" in each row.');
  return raised(g, { kind: 'cases', rows, range: cursor.since(opened.start) });
}

function caseRow(g: Grammar): CaseRow {
  const { cursor } = g;
  const value = g.expression();
  const start = cursor.peek().start;
  const comma = cursor.accept('separator', ',');
  const divided = cursor.accept('separator', '&') ?? comma;
  const word = cursor.peek();
  if (word.kind === 'text' && OTHERWISE.has(word.value)) {
    cursor.next();
    return { value, range: cursor.since(value.range.start) };
  }
  if (word.kind === 'text' && CONDITION_WORDS.has(word.value)) {
    cursor.next();
    if (cursor.peek().kind === 'text' && OTHERWISE.has(cursor.peek().value)) {
      cursor.next();
      return { value, range: cursor.since(value.range.start) };
    }
  } else if (!divided)
    cursor.fail(
      cursor.since(start),
      'a row of cases has no condition',
      'Write "& x > 0" or "& \\text{otherwise}" after its value.',
    );
  const parts = [g.relation()];
  while (cursor.accept('separator', ',') ?? cursor.accept('operator', 'and') ?? cursor.accept('text', 'and'))
    parts.push(g.relation());
  const range = { start: parts[0]!.range.start, end: parts.at(-1)!.range.end };
  const condition: FormulaNode = parts.length === 1 ? parts[0]! : { kind: 'tuple', items: parts, range };
  return { value, condition, range: cursor.since(value.range.start) };
}
