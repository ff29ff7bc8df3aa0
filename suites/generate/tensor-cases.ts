import fc from 'fast-check';
import type { Hyperparameters } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { type Condition, distinctNodes, type Expression } from '../../spec/language/expression.ts';
import type { Domain, Page } from '../../spec/language/page.ts';
import type { Rational } from '../../spec/language/rational.ts';
import { freeIndices } from '../../spec/language/substitute.ts';
import { freshIndex } from '../diagnosis/stateless-expression.ts';
import { COTANGENT, LANE } from '../judge/point.ts';
import { floatArbitrary } from './floats.ts';
import { draw } from './random.ts';
import { isInDomain } from './settings.ts';

/** One call of an operator on tensors; a gradient has a cotangent besides. */
export interface TensorCase {
  /** By extent, as `R` and `C` of a matrix; `lane` where the page is elementwise. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Row-major values by input key. */
  readonly inputs: Readonly<Record<string, readonly number[]>>;
  readonly cotangent: readonly number[];
  readonly hyper: Hyperparameters;
}

/** The extents of a tensor's axes. */
export function axesOf(page: Page, key: string): readonly string[] {
  const output = [...page.symbols.values()].find(({ role }) => role === 'output');
  const declared = key === COTANGENT ? output : page.symbols.get(key);
  if (!declared) throw new Error(`${page.id} declares no ${key}`);
  return declared.elementwise ? [LANE] : declared.shape.map((index) => page.indices.get(index)!);
}

export const shapeIn = (page: Page, key: string, sizes: ReadonlyMap<string, number>): number[] =>
  axesOf(page, key).map((axis) => sizes.get(axis) ?? 1);

/** How many values each index runs over, those of derived gradients included. */
export function extentsIn(page: Page, sizes: ReadonlyMap<string, number>): Map<string, number> {
  const extents = new Map<string, number>([[LANE, sizes.get(LANE) ?? 1]]);
  for (const [index, extent] of page.indices) {
    const size = sizes.get(extent) ?? 1;
    extents.set(index, size).set(freshIndex(index), size);
  }
  return extents;
}

/** Extents over which an expression takes a sum, a maximum or a minimum. */
export function reducedExtents(page: Page, expression: Expression): Set<string> {
  const reduced = distinctNodes(expression).filter((node) => node.kind === 'reduce');
  return new Set(reduced.map(({ index }) => page.indices.get(index)!));
}

/** Literals with which an expression compares an input: where it may bend or jump. */
export function bendsOf(page: Page, expression: Expression): Rational[] {
  const isInput = (node: Expression): boolean => node.kind === 'symbol' && page.call.includes(node.key);
  const compared = (left: Expression, right: Expression): Rational[] =>
    left.kind === 'literal' && isInput(right)
      ? [left.value]
      : right.kind === 'literal' && isInput(left)
        ? [right.value]
        : [];
  const inCondition = (condition: Condition): Rational[] =>
    condition.kind === 'and' ? condition.parts.flatMap(inCondition) : compared(condition.left, condition.right);
  return distinctNodes(expression).flatMap((node) =>
    node.kind === 'select'
      ? inCondition(node.condition)
      : node.kind === 'min' || node.kind === 'max'
        ? compared(node.left, node.right)
        : [],
  );
}

/** Elements of the largest intermediate tensor of an expression. */
export function largestIntermediate(page: Page, expression: Expression, sizes: ReadonlyMap<string, number>): number {
  const extents = extentsIn(page, sizes);
  const size = (node: Expression) => [...freeIndices(node)].reduce((n, index) => n * (extents.get(index) ?? 1), 1);
  return Math.max(...distinctNodes(expression).map(size));
}

/** Intermediate elements that a case may cost in the judge. */
const AFFORDABLE = 2 ** 17;

/** Lengths tried for a sum, the longest first. */
const LONG: readonly number[] = [1024, 512, 256, 128, 64, 32, 16];

/**
 * Rows as activations meet them: small, equal, mixed signs, large with small differences, near the overflow of an
 * exponential in float32, one dominating value, tiny ones, and values far apart.
 */
export const rowsFor = (format: FormatName): readonly (readonly number[])[] => [
  [1, 2, 3, 4],
  [0, 0, 0, 0],
  [-1, 5, -20, 0.5],
  [1000, 1000, 999, 998],
  [-1000, -1001, -1002, -1003],
  [88, 89, 90, -90],
  [30, 0, -30, -60],
  [1e-3, -1e-3, 2e-3, 0],
  farApart(format),
];

/** Differences whose exponentials underflow in the format, while their logarithms are ordinary numbers. */
function farApart(format: FormatName): readonly number[] {
  const reach = Math.round(1.25 * FORMATS[format].emax * Math.LN2);
  return [reach / 2, -reach, 0, 1];
}

/** What generators need to know of an operator. */
export interface TensorGeometry {
  readonly page: Page;
  readonly format: FormatName;
  /** Its output, or a gradient. */
  readonly expression: Expression;
  /** Inputs at which there is no one right answer: the kinks, where a gradient is asked for. */
  readonly avoid: ReadonlySet<number>;
}

/** Every extent of the inputs and the output, those of the first input first. */
export function extentsOf(page: Page): readonly string[] {
  return [...new Set([...page.call, COTANGENT].flatMap((key) => axesOf(page, key)))];
}

/**
 * The largest size of an input for which no sum of products of the inputs leaves the format on its way: then no order
 * of evaluation overflows. Operators of one input, if they sum no squares, are asked for every size.
 */
function reach({ page, format, expression }: TensorGeometry, sizes: ReadonlyMap<string, number>): number {
  const isSquares = (node: Expression): boolean => node.kind === 'reduce' && node.body.kind === 'power';
  const factors = Math.max(page.call.length, distinctNodes(expression).some(isSquares) ? 2 : 1);
  if (factors === 1) return Number.POSITIVE_INFINITY;
  const terms = [...reducedExtents(page, expression)].reduce((n, extent) => n * (sizes.get(extent) ?? 1), 1);
  // Cotangents are at most 3, and the last factor 4 leaves room for rounding and one more term.
  return Math.min(1000, (2 ** FORMATS[format].emax / (12 * terms)) ** (1 / factors));
}

/** The value nearest in spirit that the domain holds, beside a place to avoid rather than on it. */
function within(domain: Domain, avoid: ReadonlySet<number>, x: number): number {
  const candidates = [x, x + 0.5, Math.abs(x), 1 / (1 + Math.abs(x)), 0.5, 1];
  return candidates.find((y) => isInDomain(y, domain) && !avoid.has(y)) ?? x;
}

const cotangentAt = (i: number, salt: number): number => (((i + salt) * 7) % 5) - 2 || 1;

/** One case whose values are given by key, place, row, column and number of the input, made fit for the operator. */
export function buildCase(
  geometry: TensorGeometry,
  sizes: ReadonlyMap<string, number>,
  hyper: Hyperparameters,
  salt: number,
  value: (key: string, flat: number, row: number, column: number, which: number) => number,
): TensorCase {
  const { page, format, avoid } = geometry;
  const limit = reach(geometry, sizes);
  const elements = (key: string): number => shapeIn(page, key, sizes).reduce((n, size) => n * size, 1);
  const inputs: Record<string, number[]> = {};
  page.call.forEach((key, which) => {
    const width = shapeIn(page, key, sizes).at(-1) ?? 1;
    const { domain } = page.symbols.get(key)!;
    inputs[key] = Array.from({ length: elements(key) }, (_, i) => {
      const raw = value(key, i, Math.floor(i / width), i % width, which);
      const rounded = roundNumber(FORMATS[format], Math.min(Math.max(raw, -limit), limit));
      return roundNumber(FORMATS[format], within(domain, avoid, rounded));
    });
  });
  const cotangent = Array.from({ length: elements(COTANGENT) }, (_, i) => cotangentAt(i, salt));
  return { sizes, inputs, cotangent, hyper };
}

/** Small integers of both signs, other ones in each input: sums of their products are exact in any order. */
const smallInteger = (flat: number, which: number): number => ((flat * 5 + which * 3 + 2) % 9) - 4;

/** Sizes by extent: those of the first input's axes come last in `last`, every other one from `others` in turn. */
export function sized(page: Page, last: number, others: readonly number[]): Map<string, number> {
  const wide = axesOf(page, page.call[0]!).at(-1);
  let turn = 0;
  return new Map(extentsOf(page).map((extent) => [extent, extent === wide ? last : others[turn++ % others.length]!]));
}

/**
 * Inputs of ordinary size in tensors whose axes have different lengths: where a formula is told from another. No value
 * is so large that a sound way of computing overflows.
 */
export function diagnosisCases(geometry: TensorGeometry, hyper: Hyperparameters): TensorCase[] {
  const { page } = geometry;
  const spread = (_: string, flat: number, row: number, _column: number, which: number): number =>
    (((flat * 37 + row * 11 + which * 29 + 5) % 127) - 63) / 8 + 1 / 16;
  const integers = (_: string, flat: number, _row: number, _column: number, which: number): number =>
    smallInteger(flat, which);
  return [
    buildCase(geometry, sized(page, 4, [3, 2, 5]), hyper, 0, integers),
    buildCase(geometry, sized(page, 5, [2, 3, 4]), hyper, 1, spread),
    buildCase(geometry, sized(page, 3, [3, 3, 3]), hyper, 2, spread),
  ];
}

/** The deterministic cases of a check. */
export function fixedCases(geometry: TensorGeometry, hyper: Hyperparameters, seed: number): TensorCase[] {
  const { page, format, expression } = geometry;
  const numbers = draw(
    fc.array(floatArbitrary({ format, lower: -30, upper: 30 }), { minLength: 512, maxLength: 512 }),
    seed,
  );
  const patterns = rowsFor(format);
  const rows = (_: string, _flat: number, row: number, column: number, which: number): number =>
    patterns[(row + 3 * which) % patterns.length]![column % 4]!;
  const random = (_: string, flat: number, _row: number, _column: number, which: number): number =>
    numbers[(flat + 131 * which) % numbers.length]!;
  const cases = [
    buildCase(geometry, sized(page, 4, [9, 3, 2]), hyper, 0, rows),
    buildCase(geometry, sized(page, 1, [1]), hyper, 1, () => 3),
    buildCase(geometry, sized(page, 3, [9, 2, 5]), hyper, 2, rows),
    ...diagnosisCases(geometry, hyper),
    buildCase(geometry, affordable(geometry, sized(page, 33, [9, 17])), hyper, 3, random),
  ];
  for (const extent of reducedExtents(page, expression)) {
    const length = longest(geometry, extent);
    const sizes = new Map(extentsOf(page).map((name) => [name, name === extent ? length : 1]));
    cases.push(buildCase(geometry, sizes, hyper, 4, random));
  }
  return cases;
}

/** Elements of the result of `manyElements`: as many as make a share of unlucky values mean something. */
const MANY = 1024;

/** Terms of each sum there: the long ones have cases of their own. */
const FEW_TERMS = 5;

/**
 * A case with a result of about `MANY` elements, each of a short sum: an operator that sums its input away answers few
 * values otherwise. `geometries` are those of all targets, as each sums over other extents.
 */
export function manyElements(
  geometries: readonly TensorGeometry[],
  hyper: Hyperparameters,
  seed: number,
): TensorCase[] {
  const [geometry] = geometries;
  if (!geometry) return [];
  const { page, format } = geometry;
  const reduced = new Set(geometries.flatMap(({ expression }) => [...reducedExtents(page, expression)]));
  const free = extentsOf(page).filter((extent) => !reduced.has(extent));
  if (free.length === 0) return [];
  const summed = axesOf(page, COTANGENT).filter((extent) => reduced.has(extent)).length;
  const size = Math.ceil((MANY / FEW_TERMS ** summed) ** (1 / free.length));
  const sizes = new Map(extentsOf(page).map((extent) => [extent, reduced.has(extent) ? FEW_TERMS : size]));
  // A prime number of values, so that no row and no pair of inputs comes again.
  const count = 4099;
  const any = floatArbitrary({ format, lower: -30, upper: 30 });
  const numbers = draw(fc.array(any, { minLength: count, maxLength: count }), seed);
  return [
    buildCase(geometry, sizes, hyper, 4, (_, flat, _row, _column, which) => numbers[(flat + 1361 * which) % count]!),
  ];
}

/** (n - 1) u, which any order of summation is excused, must not pass 1/16: beyond, little would be proved. */
const longestSum = (format: FormatName): number => 2 ** (FORMATS[format].precision - 4);

/** The longest affordable sum. */
function longest({ page, format, expression }: TensorGeometry, extent: string): number {
  const bound = longestSum(format);
  const costs = (length: number) =>
    largestIntermediate(page, expression, new Map(extentsOf(page).map((e) => [e, e === extent ? length : 1])));
  return LONG.find((length) => length <= bound && costs(length) <= AFFORDABLE) ?? LONG.at(-1)!;
}

/** Sums no longer than the format bears, then sizes halved, the largest first, until the judge can afford them. */
function affordable(geometry: TensorGeometry, sizes: ReadonlyMap<string, number>): Map<string, number> {
  const { page, format, expression } = geometry;
  const result = new Map(sizes);
  for (const extent of reducedExtents(page, expression)) {
    result.set(extent, Math.min(result.get(extent) ?? 1, longestSum(format)));
  }
  while (largestIntermediate(page, expression, result) > AFFORDABLE) {
    const [extent, size] = [...result].reduce((a, b) => (b[1] > a[1] ? b : a));
    result.set(extent, Math.ceil(size / 2));
  }
  return result;
}

/** Random sizes, values and cotangents; values are repeated where there are fewer than elements. */
export function tensorCaseArbitrary(geometry: TensorGeometry, hyper: Hyperparameters): fc.Arbitrary<TensorCase> {
  const { page, format } = geometry;
  const wide = axesOf(page, page.call[0]!).at(-1);
  const sizes = fc.record(
    Object.fromEntries(
      extentsOf(page).map((extent) => [extent, fc.integer({ min: 1, max: extent === wide ? 33 : 4 })]),
    ),
  );
  const pool = fc.array(floatArbitrary({ format, lower: -100, upper: 100 }), { minLength: 1, maxLength: 132 });
  const drawn = fc.record({ sizes, pool, salt: fc.integer({ min: 0, max: 4 }) });
  return drawn.map(({ sizes: chosen, pool: values, salt }) => {
    const fitting = affordable(geometry, new Map(Object.entries(chosen)));
    const value = (_key: string, flat: number, _row: number, _column: number, which: number): number =>
      values[(flat + which * 53) % values.length]!;
    return buildCase(geometry, fitting, hyper, salt, value);
  });
}
