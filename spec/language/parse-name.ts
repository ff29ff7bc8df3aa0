import type { FormulaNode, NameNode, Subscript } from './ast.ts';
import type { Cursor } from './cursor.ts';
import type { Range } from './formula-error.ts';
import type { Token } from './tokens.ts';

/** What the parts of the grammar need of each other. */
export interface Grammar {
  readonly cursor: Cursor;
  /** Sums, products and signs. */
  expression(): FormulaNode;
  /** A product: what the body of a sum extends over. */
  product(): FormulaNode;
  /** One factor with its powers. */
  factor(): FormulaNode;
  relation(): FormulaNode;
}

interface Scripts {
  readonly subscripts: readonly Subscript[];
  readonly exponent: FormulaNode | undefined;
  readonly primes: number;
}

/** Words that join or condition formulas and are never names. */
export const RESERVED: ReadonlySet<string> = new Set([
  'if',
  'for',
  'when',
  'otherwise',
  'else',
  'and',
  'where',
  'with',
]);

/** One name without scripts from one token. */
export function plainName(cursor: Cursor, token: Token): NameNode {
  if (token.kind === 'text' && (RESERVED.has(token.value) || !/^[A-Za-z][A-Za-z0-9]*$/.test(token.value)))
    cursor.fail(
      token,
      `"${token.value}" stands where a value was expected`,
      'Keep words out of formulas; a name in \\mathrm{...} is one word of letters and digits.',
    );
  return {
    kind: 'name',
    base: token.value,
    accents: [],
    primes: 0,
    subscripts: [],
    range: { start: token.start, end: token.end },
  };
}

/** What stands after `^`, `_` or `\frac` without braces: one character or command, as TeX reads it. */
export function unbraced(g: Grammar, after: string): FormulaNode {
  const { cursor } = g;
  const token = cursor.peek();
  const range = { start: token.start, end: token.end };
  if (token.kind === 'symbol') return plainName(cursor, cursor.next());
  if (token.kind === 'number' || token.kind === 'letters') {
    if (token.value.length > 1)
      cursor.fail(
        range,
        `after ${after}, TeX reads only the first character of "${token.value}"`,
        `Write braces: ${after}{${token.value}}.`,
      );
    cursor.next();
    return token.kind === 'number' ? { kind: 'number', text: token.value, range } : plainName(cursor, token);
  }
  if (token.kind === 'command' || token.kind === 'accent' || token.kind === 'text') return g.factor();
  return cursor.fail(range, `"${cursor.written(token)}" cannot stand after ${after}`, `Write braces: ${after}{...}.`);
}

/** `{...}` holding one expression, or a single unbraced character. */
export function argument(g: Grammar, after: string): FormulaNode {
  const { cursor } = g;
  const opened = cursor.accept('brace', '{');
  if (!opened) return unbraced(g, after);
  const inner = cursor.enclosed(() => g.expression());
  cursor.close(opened, 'brace', '}', '}');
  return inner;
}

/** Letters beside each other are separate indices; anything else is one term. */
function terms(node: FormulaNode): readonly Subscript[] {
  const letters =
    node.kind === 'alternatives' && node.reason === 'letters'
      ? terms(node.options[0]!)
      : node.kind === 'juxtaposition' &&
          node.factors.every((factor) => factor.kind === 'name' || factor.kind === 'alternatives')
        ? node.factors.flatMap(terms)
        : undefined;
  return letters ?? [{ kind: 'term', node, range: node.range }];
}

function subscriptItem(g: Grammar): readonly Subscript[] {
  const { cursor } = g;
  const token = cursor.peek();
  const alone = ['brace', 'separator', 'finish'].includes(cursor.peek(1).kind);
  if ((token.kind === 'text' || token.kind === 'function') && alone) {
    cursor.next();
    return [{ kind: 'label', text: token.value, range: { start: token.start, end: token.end } }];
  }
  return terms(g.expression());
}

/** The items below a name; `_` has been read. */
function subscripts(g: Grammar): readonly Subscript[] {
  const { cursor } = g;
  const opened = cursor.accept('brace', '{');
  if (!opened) {
    const token = cursor.peek();
    if (token.kind === 'function' || token.kind === 'text') {
      cursor.next();
      return [{ kind: 'label', text: token.value, range: { start: token.start, end: token.end } }];
    }
    return terms(unbraced(g, '_'));
  }
  const items = cursor.enclosed(() => {
    const found = [...subscriptItem(g)];
    while (cursor.accept('separator', ',')) found.push(...subscriptItem(g));
    return found;
  });
  cursor.close(opened, 'brace', '}', '}');
  return items;
}

/** Primes, subscripts and one exponent, in any order. */
export function scripts(g: Grammar): Scripts {
  const { cursor } = g;
  let below: readonly Subscript[] | undefined;
  let exponent: FormulaNode | undefined;
  let primes = 0;
  for (;;) {
    const token = cursor.peek();
    if (cursor.accept('operator', "'")) primes += 1;
    else if (cursor.accept('operator', '_')) {
      if (below) cursor.fail(token, 'a name has two subscripts', 'Put both into one pair of braces: x_{a,b}.');
      below = cursor.nest(() => subscripts(g));
    } else if (cursor.accept('operator', '^')) {
      if (exponent) cursor.fail(token, 'two exponents follow each other', 'Write (x^a)^b or x^{a^b}.');
      exponent = cursor.nest(() => argument(g, '^'));
    } else return { subscripts: below ?? [], exponent, primes };
  }
}

/** A power of any factor that is no name; a subscript or prime there is an error. */
export function raised(g: Grammar, base: FormulaNode): FormulaNode {
  const { cursor } = g;
  const start = cursor.peek().start;
  const { subscripts: below, exponent, primes } = scripts(g);
  if (below.length > 0 || primes > 0)
    cursor.fail(
      cursor.since(start),
      'a subscript or prime stands on something that is no name',
      'Give that part a name in an equation of its own.',
    );
  return exponent ? { kind: 'power', base, exponent, range: cursor.since(base.range.start) } : base;
}

/** A name with its scripts, and its arguments where parentheses follow. */
export function named(g: Grammar, bare: NameNode): FormulaNode {
  const { cursor } = g;
  const start = bare.range.start;
  const run = /^[A-Za-z]{2,}$/.test(bare.base) && cursor.source.text.startsWith(bare.base, start);
  const { subscripts: below, exponent, primes } = scripts(g);
  const nameRange = cursor.since(start);
  let given: readonly FormulaNode[] | undefined;
  let outer: Scripts = { subscripts: [], exponent: undefined, primes: 0 };
  if (!exponent && cursor.at('open', '(')) {
    given = callArguments(g);
    outer = scripts(g);
    if (outer.primes > 0)
      cursor.fail(cursor.since(start), 'a prime stands after the argument', "Write the prime on the function: f'(x).");
  }
  const range = cursor.since(start);
  const dress = (base: string, from: Range): FormulaNode => {
    const name: NameNode = {
      ...bare,
      base,
      primes: bare.primes + primes,
      subscripts: [...bare.subscripts, ...below],
      range: { start: from.start, end: nameRange.end },
    };
    const whole = { start: from.start, end: range.end };
    if (given)
      return {
        kind: 'application',
        callee: name,
        arguments: given,
        subscripts: outer.subscripts,
        ...(outer.exponent && { exponent: outer.exponent }),
        range: whole,
      };
    return exponent ? { kind: 'power', base: name, exponent, range: whole } : name;
  };
  return run && bare.accents.length === 0 ? letters(bare, dress, range) : dress(bare.base, bare.range);
}

/** A run of letters is a product of letters or one name: `lr`. Scripts belong to the last letter or to the name. */
function letters(run: NameNode, dress: (base: string, from: Range) => FormulaNode, range: Range): FormulaNode {
  const all = [...run.base];
  const factors = all.map((letter, i): FormulaNode => {
    const from = { start: run.range.start + i, end: run.range.start + i + 1 };
    if (i === all.length - 1) return dress(letter, from);
    return { kind: 'name', base: letter, accents: [], primes: 0, subscripts: [], range: from };
  });
  const product: FormulaNode = { kind: 'juxtaposition', factors, range };
  return {
    kind: 'alternatives',
    reason: 'letters',
    written: product,
    options: [product, dress(run.base, run.range)],
    range,
  };
}

/** `(a, b)` after a function. */
export function callArguments(g: Grammar): readonly FormulaNode[] {
  const { cursor } = g;
  const opened = cursor.next();
  const shown = { '(': ')', '[': ']', '{': '\\}' }[opened.value] ?? ')';
  return cursor.enclosed(() => {
    const found = [g.expression()];
    while (cursor.accept('separator', ',')) found.push(g.expression());
    cursor.close(opened, 'close', opened.value, shown);
    return found;
  });
}

/** `\hat{v}`, `\hat v`, `\hat{v_t}`: the accent belongs to the name inside. */
export function accented(g: Grammar): FormulaNode {
  const { cursor } = g;
  const accent = cursor.next();
  const inner = cursor.nest(() => argument(g, `\\${accent.value}`));
  const name = inner.kind === 'alternatives' && inner.reason === 'letters' ? inner.options[1]! : inner;
  const range = cursor.since(accent.start);
  if (name.kind !== 'name')
    return cursor.fail(
      range,
      `\\${accent.value} stands on something that is no name`,
      `Put it on one name: \\${accent.value}{x}.`,
    );
  return named(g, { ...name, accents: [...name.accents, accent.value], range });
}
