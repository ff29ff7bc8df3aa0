import type { FormulaNode, NameNode, NodeOf } from './ast.ts';
import { application, functionCall, outputOf } from './elaborate-call.ts';
import { cases } from './elaborate-cases.ts';
import { reduction } from './elaborate-reduction.ts';
import type { Elaboration, Reader } from './elaboration.ts';
import {
  add,
  call,
  constant,
  div,
  type Expression,
  extent,
  indexValue,
  integer,
  literal,
  mul,
  neg,
  power,
  select,
  sub,
  symbol,
} from './expression.ts';
import { printFormula, printSubscript } from './print-formula.ts';
import { rationalFromDecimal } from './rational.ts';
import type { Meaning } from './symbol-table.ts';

/** The expression that `node` denotes. @throws FormulaError where it denotes none, or more than one */
export function elaborateExpression(e: Elaboration, node: FormulaNode): Expression {
  const value = (inner: FormulaNode): Expression => elaborateExpression(e, inner);
  switch (node.kind) {
    case 'number':
      if (node.text.includes('e')) {
        const [digits, exponent] = node.text.split('e');
        return e.fail(
          node.range,
          `"${node.text}" may be a decimal or a product with e`,
          `Write ${digits} \\cdot 10^{${exponent}} or ${digits} \\cdot e.`,
        );
      }
      return literal(rationalFromDecimal(node.text));
    case 'name':
      return elaborateName(e, node);
    case 'unary':
      return node.op === '-' ? neg(value(node.operand)) : value(node.operand);
    case 'binary': {
      if (node.op === '/') return div(value(node.left), single(e, node.right, 'a divisor'));
      const [left, right] = [value(node.left), value(node.right)];
      return node.op === '+' ? add(left, right) : node.op === '-' ? sub(left, right) : mul(left, right);
    }
    case 'fraction':
      return div(value(node.numerator), value(node.denominator));
    case 'root':
      return node.degree
        ? power(value(node.radicand), div(integer(1), value(node.degree)))
        : call('sqrt', value(node.radicand));
    case 'group':
      return value(node.inner);
    case 'absolute':
      return call('abs', value(node.operand));
    case 'floor':
      return call('floor', value(node.operand));
    case 'reduction':
      return reduction(e, node, value);
    case 'cases':
      return cases(e, node, value);
    case 'power':
    case 'juxtaposition':
    case 'call':
    case 'application':
    case 'alternatives':
      return elaborateFactors(e, node).reduce((left, right) => mul(left, right));
    case 'derivative':
      return derivative(e, node);
    case 'relation':
    case 'tuple':
    case 'implication':
      return e.fail(
        node.range,
        'a statement stands where a value was expected',
        'Write one value there, without relation signs.',
      );
  }
}

const readerOf = (e: Elaboration): Reader => ({
  value: (node) => elaborateExpression(e, node),
  exponent: (node) => exponentValue(e, node),
  single: (node, role) => single(e, node, role),
});

/** The factors of an implicit product, left to right: one where the node is no product. */
function elaborateFactors(e: Elaboration, node: FormulaNode): readonly Expression[] {
  switch (node.kind) {
    case 'juxtaposition':
      return node.factors.flatMap((factor) => elaborateFactors(e, factor));
    case 'power':
      return [raise(e, node)];
    case 'call':
      return [functionCall(e, node, readerOf(e))];
    case 'application':
      return application(e, node, readerOf(e));
    case 'alternatives':
      if (node.reason === 'letters') return elaborateFactors(e, chooseLetters(e, node));
      return e.fail(
        node.range,
        `"${printFormula(node.written)}" can be read in two ways`,
        `Write ${node.options.map((option) => `"${printFormula(option)}"`).join(' or ')}.`,
      );
    default:
      return [elaborateExpression(e, node)];
  }
}

/** A part without parentheses that must not turn out to be a product: `1/ab`. */
function single(e: Elaboration, node: FormulaNode, role: string): Expression {
  const factors = elaborateFactors(e, node);
  if (factors.length > 1)
    e.fail(
      node.range,
      `"${printFormula(node)}" is a product, and as ${role} without parentheses it can be read in two ways`,
      `Write "(${printFormula(node)})", or put the first factor alone in parentheses.`,
    );
  return factors[0]!;
}

/** An exponent; a number with a minus sign is one negative literal. */
function exponentValue(e: Elaboration, node: FormulaNode): Expression {
  if (node.kind === 'unary' && node.op === '-' && node.operand.kind === 'number')
    return literal(rationalFromDecimal(`-${node.operand.text}`));
  return elaborateExpression(e, node);
}

function raise(e: Elaboration, node: NodeOf<'power'>): Expression {
  const { base, exponent } = node;
  if (base.kind === 'name') {
    const meaning = e.table.lookup(base, exponent);
    if (meaning) return meant(e, meaning, base);
    if (isPlain(base, 'e') && !e.table.lookup(base)) return call('exp', elaborateExpression(e, exponent));
  }
  return power(elaborateExpression(e, base), exponentValue(e, exponent));
}

const isPlain = (name: NameNode, base: string): boolean =>
  name.base === base && name.subscripts.length === 0 && name.accents.length === 0 && name.primes === 0;

/** Constants that hold wherever no declaration says otherwise. */
function builtin(name: NameNode): Expression | undefined {
  if (isPlain(name, 'e')) return constant('e');
  return isPlain(name, '\\pi') || isPlain(name, 'pi') ? constant('pi') : undefined;
}

function meant(e: Elaboration, meaning: Meaning, name: NameNode): Expression {
  if (meaning.kind === 'symbol') return e.symbol(meaning.declaration, meaning.rest, name.range);
  if (name.subscripts.length > 0)
    e.fail(name.range, `"${name.base}" counts and carries no subscript`, `Write ${name.base}.`);
  if (meaning.kind === 'extent') return extent(meaning.index);
  e.checkScope(meaning.name, name.range);
  return indexValue(meaning.name);
}

function elaborateName(e: Elaboration, name: NameNode): Expression {
  const meaning = e.table.lookup(name);
  if (meaning) return meant(e, meaning, name);
  const known = builtin(name) ?? kronecker(e, name) ?? variable(e, name);
  if (known) return known;
  if (name.primes === 1 && outputOf(e, { ...name, primes: 0 }))
    e.fail(name.range, `"${printFormula(name)}" has no argument`, `Write ${printFormula(name)}(x).`);
  return e.undeclared(printFormula(name), name);
}

/** `\delta_{ij}` over two declared indices: 1 where they are equal, else 0. */
function kronecker(e: Elaboration, name: NameNode): Expression | undefined {
  if (!(name.base === '\\delta' && name.accents.length === 0 && name.primes === 0 && name.subscripts.length === 2))
    return undefined;
  const [i, j] = name.subscripts.map(printSubscript) as [string, string];
  const { indices } = e.table.declarations;
  if (!indices.has(i) || !indices.has(j)) return undefined;
  if (indices.get(i) !== indices.get(j))
    e.fail(
      name.range,
      `indices ${i} and ${j} run over different extents, ${indices.get(i)} and ${indices.get(j)}`,
      'Compare indices of one extent.',
    );
  for (const index of [i, j]) e.checkScope(index, name.range);
  return select({ kind: 'compare', op: '=', left: indexValue(i), right: indexValue(j) }, integer(1), integer(0));
}

/** A law may speak of any value: one letter, perhaps with declared indices, is a variable of the law. */
function variable(e: Elaboration, name: NameNode): Expression | undefined {
  const { law } = e.options;
  const oneLetter = name.base.length === 1 || /^\\[A-Za-z]+$/.test(name.base);
  if (!law || !oneLetter || name.base === '\\infty' || name.accents.length > 0 || name.primes > 0) return undefined;
  const indices = name.subscripts.map(printSubscript);
  if (!indices.every((index) => e.table.declarations.indices.has(index))) return undefined;
  const key = name.base.replace('\\', '');
  if (e.table.declarations.symbols.has(key)) return undefined;
  law.variables.add(key);
  return symbol(key, 0, indices);
}

/** A run of letters is the declared name it spells, or the product of its letters where each is declared. */
function chooseLetters(e: Elaboration, node: NodeOf<'alternatives'>): FormulaNode {
  const [product, word] = node.options as [FormulaNode, FormulaNode];
  const name = nameIn(word);
  const isWord =
    e.table.lookup(name) !== undefined ||
    (name.primes === 1 && outputOf(e, { ...name, primes: 0 }) !== undefined) ||
    builtin(name) !== undefined;
  const names = product.kind === 'juxtaposition' ? product.factors.map(nameIn) : [];
  const missing = names.find((letter) => !e.table.lookup(letter) && !builtin(letter));
  if (isWord && !missing)
    e.fail(
      node.range,
      `"${name.base}" is a declared name and a product of declared letters`,
      `Write \\mathrm{${name.base}} or ${[...name.base].join(' ')}.`,
    );
  if (isWord) return word;
  if (!missing) return product;
  return e.undeclared(name.base, node);
}

function nameIn(node: FormulaNode): NameNode {
  if (node.kind === 'power') return nameIn(node.base);
  if (node.kind === 'application') return node.callee;
  return node as NameNode;
}

/** A derivative has a value only inside a law, as the page's own derivative at the symbols of the page. */
function derivative(e: Elaboration, node: NodeOf<'derivative'>): Expression {
  if (
    !node.partial &&
    e.table.lookup({ kind: 'name', base: 'd', accents: [], primes: 0, subscripts: [], range: node.range })
  )
    return e.fail(
      node.range,
      'this is a derivative or a quotient with the symbol d',
      "Write f'(x) for the derivative, d \\cdot y for the product.",
    );
  const { of, wrt } = node;
  const own = of.kind === 'application' ? outputOf(e, of.callee) : undefined;
  if (!e.options.law || of.kind !== 'application' || !own || own.of?.length !== 1)
    return e.fail(
      node.range,
      'a derivative stands inside a formula',
      'Differentiate on the left side of an equation, or name an output of one argument in a law.',
    );
  const at = elaborateExpression(e, of.arguments[0]!);
  const by = elaborateExpression(e, wrt);
  if (at !== by || at.kind !== 'symbol' || at.key !== own.of[0])
    return e.fail(
      node.range,
      `this is not the derivative of "${own.latex}" by its own argument`,
      `Write ${own.latex}'(...) at the argument meant.`,
    );
  const primed = { ...of, callee: { ...of.callee, primes: 1 } };
  return application(e, primed, readerOf(e))[0]!;
}
