import { decimalText } from '../../reference/decimal-text.ts';
import type { Enclosure } from '../../reference/enclosure.ts';
import { createEvaluator, type Environment, type Evaluator } from '../../reference/evaluate.ts';
import { type BigintElement, bigintField } from '../../reference/interval/bigint.ts';
import { createDerivative } from '../../reference/jet.ts';
import { distinctNodes, type Expression } from '../../spec/language/expression.ts';
import type { Domain, Page } from '../../spec/language/page.ts';
import { addRational, compareRational, negateRational, type Rational, rational } from '../../spec/language/rational.ts';

/**
 * 48 decimal digits. Two formulas are told apart from the 20th digit on (agreement.ts), which leaves 28 digits to
 * what cancels on the way: an exponential of -40 beside 1 costs 18 of them.
 */
const field = bigintField(160);

/** A small deterministic generator (Marsaglia 2003, xorshift32): the same points on every machine. */
export function* integers(seed: number): Generator<number, never> {
  let state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  for (;;) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    yield state;
  }
}

/** One random rational point of a page: what any expression of the page is there. */
export interface SamplePoint {
  /** Undefined where the expression is undefined at the point. */
  enclose(expression: Expression, bindings?: ReadonlyMap<string, number>): Enclosure | undefined;
  /** The derivative by the element of `key` at `positions`, from interval jets. */
  differentiate(
    expression: Expression,
    variable: { readonly key: string; readonly positions: readonly number[] },
    bindings: ReadonlyMap<string, number>,
  ): Enclosure | undefined;
  /** Zero-based position of every index of the page. */
  readonly bindings: ReadonlyMap<string, number>;
  /** How many positions an index of the page has at this point. */
  readonly extent: (index: string) => number;
  /** The values that these expressions were given, in words. */
  describe(...expressions: readonly Expression[]): string;
}

/** Values told in a message before the rest is left out. */
const TOLD = 8;

/**
 * Draws a point: each element of each symbol inside its domain, when it is first asked for, and a size of 2 to 4 for
 * each extent, different ones for the first three so that two axes cannot be mistaken for each other. `landmark` is
 * the value of every elementwise input, where given.
 */
export function samplePoint(page: Page, random: Iterator<number, never>, landmark?: Rational): SamplePoint {
  const next = (): number => random.next().value;
  const extents = [...new Set(page.indices.values())];
  const rotation = next() % 3;
  const sizeOf = (index: string): number => 2 + ((extents.indexOf(page.indices.get(index) ?? '') + rotation) % 3);
  // Most points lie where operators bend, one in eight far out.
  const span = next() % 8 === 0 ? 40 : 6;
  const known = new Map<string, { readonly symbol: string; readonly value: Rational }>();
  const environment: Environment = {
    value(key, lag, positions) {
      const symbol = page.symbols.get(key);
      if (landmark && symbol?.role === 'input' && symbol.elementwise) return landmark;
      const name = `${key}${lag === 1 ? '_{t-1}' : ''}${positions.length > 0 ? `[${positions.join(',')}]` : ''}`;
      const given = known.get(name);
      if (given) return given.value;
      const value = drawIn(symbol?.domain, next, span);
      known.set(name, { symbol: `${key}@${lag}`, value });
      return value;
    },
    extent: sizeOf,
  };
  const bindings = new Map([...page.indices.keys()].map((index) => [index, next() % sizeOf(index)]));
  const evaluator = createEvaluator(field, environment);
  const derivatives = new Map<string, Evaluator<BigintElement>>();
  return {
    enclose: (expression, at = bindings) => field.bounds(evaluator(expression, at)),
    differentiate(expression, variable, at) {
      const name = `${variable.key}[${variable.positions.join(',')}]`;
      let jets = derivatives.get(name);
      if (!jets) derivatives.set(name, (jets = createDerivative(field, environment, variable)));
      return field.bounds(jets(expression, at));
    },
    bindings,
    extent: sizeOf,
    describe(...expressions) {
      const symbols = distinctNodes(...expressions).filter((node) => node.kind === 'symbol');
      const used = new Set(symbols.map(({ key, lag }) => `${key}@${lag}`));
      const values = [...known]
        .filter(([, { symbol }]) => used.has(symbol))
        .map(([name, { value }]) => `${name} = ${decimalText(value, 12)}`);
      for (const key of landmark ? page.call : [])
        if (symbols.some((node) => node.key === key)) values.unshift(`${key} = ${decimalText(landmark!, 20)}`);
      const places = [...bindings].map(([index, position]) => `${index} = ${position + 1}`);
      const told = [...places, ...values];
      return told.length > TOLD ? `${told.slice(0, TOLD).join(', ')} ...` : told.join(', ');
    },
  };
}

/** A rational inside a domain; in one without two ends its denominator is 2^10, so that no decimal is special. */
export function drawIn(domain: Domain | undefined, next: () => number, span: number): Rational {
  const { lower, upper } = domain ?? {};
  if (domain?.integer) return drawInteger(domain, next, span);
  if (lower && upper) {
    // Strictly inside, so that it does not matter which ends belong to the domain.
    const part = rational(BigInt(1 + (next() % 1023)), 1024n);
    const width = addRational(upper, negateRational(lower));
    return addRational(lower, rational(width.num * part.num, width.den * part.den));
  }
  const raw = rational(BigInt((next() % (2 * span * 1024)) - span * 1024), 1024n);
  const distance = rational(BigInt(1 + (next() % (span * 1024))), 1024n);
  if (lower && compareRational(raw, lower) <= 0) return addRational(lower, distance);
  if (upper && compareRational(raw, upper) >= 0) return addRational(upper, negateRational(distance));
  return raw;
}

function drawInteger({ lower, upper, lowerOpen, upperOpen }: Domain, next: () => number, span: number): Rational {
  const reach = 2 * span;
  const last = upper ? floor(upper) - (upperOpen && upper.den === 1n ? 1n : 0n) : undefined;
  const first = lower
    ? -floor(negateRational(lower)) + (lowerOpen && lower.den === 1n ? 1n : 0n)
    : last === undefined
      ? BigInt(-reach)
      : last - BigInt(reach);
  const count = last === undefined ? BigInt(reach) : last - first + 1n;
  return rational(first + (BigInt(next()) % (count > 0n ? count : 1n)));
}

const floor = ({ num, den }: Rational): bigint => (num >= 0n || num % den === 0n ? num / den : num / den - 1n);
