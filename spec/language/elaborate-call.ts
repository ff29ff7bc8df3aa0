import type { NameNode, NodeOf } from './ast.ts';
import type { Elaboration, Reader } from './elaboration.ts';
import {
  add,
  call,
  div,
  type ElementaryFunction,
  type Expression,
  integer,
  max,
  min,
  mul,
  neg,
  power,
  symbol,
} from './expression.ts';
import type { SymbolDeclaration } from './page.ts';
import { printPlain } from './print.ts';
import { printFormula } from './print-formula.ts';

/** The output that a name is, where that output is declared as a function. */
export function outputOf(e: Elaboration, name: NameNode): SymbolDeclaration | undefined {
  const meaning = e.table.lookup(name);
  return meaning?.kind === 'symbol' && meaning.isFunction ? meaning.declaration : undefined;
}

/** A function of the vocabulary, unless the page declares an output of that name: the page of tanh. */
export function functionCall(e: Elaboration, node: NodeOf<'call'>, read: Reader): Expression {
  const { fn, exponent, range } = node;
  const callee: NameNode = { kind: 'name', base: fn, accents: [], primes: 0, subscripts: [], range };
  const own = outputOf(e, callee);
  if (exponent?.kind === 'unary' && exponent.op === '-')
    e.fail(
      exponent.range,
      `"${printFormula(node)}" may be an inverse or a reciprocal`,
      'Write \\frac{1}{...} for the reciprocal.',
    );
  const result = own
    ? evaluateOutput(e, own, { ...node, kind: 'application', callee, subscripts: [] }, read)
    : elementary(e, node, read);
  return exponent ? power(result, read.exponent(exponent)) : result;
}

function elementary(e: Elaboration, node: NodeOf<'call'>, read: Reader): Expression {
  const { fn, range } = node;
  const given = node.bare ? [read.single(node.arguments[0]!, 'an argument')] : node.arguments.map(read.value);
  const [first, ...rest] = given as [Expression, ...Expression[]];
  if (fn === 'max' || fn === 'min') {
    if (rest.length === 0)
      e.fail(range, `${fn} has one argument`, `Write \\${fn}(a, b), or \\${fn}_{j} over an index.`);
    return rest.reduce(fn === 'max' ? max : min, first);
  }
  if (rest.length > 0) e.fail(range, `${fn} has ${given.length} arguments`, `Give ${fn} one argument.`);
  return call(fn as ElementaryFunction, first);
}

/** `f(x)`: one factor where `f` is a function; `f` and `(x)` as two factors where it is a quantity. */
export function application(e: Elaboration, node: NodeOf<'application'>, read: Reader): readonly Expression[] {
  const { callee, exponent, range } = node;
  const raised = (base: Expression): Expression => (exponent ? power(base, read.exponent(exponent)) : base);
  const meaning = e.table.lookup(callee);
  if (!meaning) {
    const differentiated = callee.primes === 1 ? outputOf(e, { ...callee, primes: 0 }) : undefined;
    if (differentiated) return [raised(evaluateOutput(e, differentiated, node, read))];
    const known = NAMED_FUNCTIONS.get(printFormula(callee));
    if (known) return [raised(known(soleArgument(e, node, read)))];
    if (!isConstant(callee)) return e.undeclared(printFormula(callee), callee);
  } else if (meaning.kind === 'symbol' && meaning.isFunction)
    return [raised(evaluateOutput(e, meaning.declaration, node, read))];
  if (node.arguments.length > 1)
    e.fail(
      range,
      `"${printFormula(callee)}" is no function, but has ${node.arguments.length} arguments`,
      'Declare `of` for an output that is a function.',
    );
  if (node.subscripts.length > 0) e.fail(range, 'a subscript stands on a parenthesis', 'Put it on the name.');
  return [read.value(callee), raised(read.value(node.arguments[0]!))];
}

const isConstant = (name: NameNode): boolean => ['e', '\\pi', 'pi'].includes(printFormula(name));

/** Functions known by a letter, where the page declares no symbol of that name. */
const NAMED_FUNCTIONS: ReadonlyMap<string, (x: Expression) => Expression> = new Map([
  ['\\Phi', normalDistribution],
  ['\\sigma', logistic],
]);

function soleArgument(e: Elaboration, node: NodeOf<'application'>, read: Reader): Expression {
  const name = printFormula(node.callee);
  if (node.arguments.length !== 1) e.fail(node.range, `${name} has one argument`, `Write ${name}(x).`);
  return read.value(node.arguments[0]!);
}

/** Phi(x) = (1/2)(1 + erf(x / sqrt 2)), the distribution function of the standard normal (DLMF 7.2, 7.18). */
function normalDistribution(x: Expression): Expression {
  const scaled = div(x, call('sqrt', integer(2)));
  return mul(div(integer(1), integer(2)), add(integer(1), call('erf', scaled)));
}

/** sigma(x) = 1/(1 + e^-x), the logistic function: the page activation/sigmoid. */
function logistic(x: Expression): Expression {
  return div(integer(1), add(integer(1), call('exp', neg(x))));
}

/**
 * An output at its own arguments is its symbol. Elsewhere, and for a derivative, a law gets a placeholder with what
 * it stands for; other formulas must not ask for it.
 */
function evaluateOutput(
  e: Elaboration,
  output: SymbolDeclaration,
  node: NodeOf<'application'>,
  read: Reader,
): Expression {
  const { callee, range } = node;
  const keys = output.of ?? [];
  if (node.arguments.length !== keys.length)
    e.fail(
      range,
      `"${output.latex}" has ${node.arguments.length} arguments`,
      `Give it ${keys.length}: ${keys.join(', ')}.`,
    );
  const derivative = callee.primes === 1 && e.table.lookup(callee)?.kind !== 'symbol';
  const named = e.table.lookup(derivative ? { ...callee, primes: 0 } : callee);
  const below = [...(named?.kind === 'symbol' ? named.rest : []), ...node.subscripts];
  const given = node.arguments.map(read.value);
  const own = given.every(
    (argument, i) => argument.kind === 'symbol' && argument.key === keys[i] && argument.lag === 0,
  );
  if (own && !derivative) return e.symbol(output, below, range);
  const { law } = e.options;
  if (!law)
    return e.fail(
      range,
      derivative
        ? `the derivative of "${output.latex}" stands inside a formula`
        : `"${output.latex}" stands at other arguments than its own`,
      derivative
        ? 'Write the derivative out, or move the statement to the laws.'
        : `Only laws may evaluate it elsewhere; for a product write ${output.latex} \\cdot (...).`,
    );
  if (derivative && keys.length !== 1)
    e.fail(
      range,
      `"${output.latex}" has several arguments, so the prime does not say by which`,
      'Write \\frac{\\partial ...}{\\partial ...}.',
    );
  const placeholder = `${output.key}${derivative ? "'" : ''}(${given.map(printPlain).join(', ')})`;
  const { indices } = e.subscripts(output, below, range);
  law.applications.set(placeholder, {
    placeholder,
    output: output.key,
    derivative,
    arguments: new Map(keys.map((key, i) => [key, given[i]!])),
  });
  return symbol(placeholder, 0, indices);
}
