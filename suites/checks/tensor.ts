import fc from 'fast-check';
import type { Kernel, Tensor } from '../../adapters/contract.ts';
import { FORMATS, type FormatName } from '../../reference/formats/format.ts';
import { roundNumber } from '../../reference/formats/round.ts';
import { pack } from '../../reference/formats/storage.ts';
import { type Expression, mul, reduce, symbol } from '../../spec/language/expression.ts';
import type { DerivativeEquation, Page } from '../../spec/language/page.ts';
import { floatArbitrary } from '../generate/floats.ts';
import { draw } from '../generate/random.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { Criterion } from '../judge/criterion.ts';
import { disagreement } from '../judge/disagreement.ts';
import { COTANGENT, indicesOf, type Point, symbolKey } from '../judge/point.ts';
import { type Batch, Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { leavingInputs, readOutput } from '../read-output.ts';
import type { CheckContext, CheckOutcome } from './check.ts';
import { nondeterministicFinding } from './repeated-call.ts';
import { scalarKeys } from './scalar.ts';

/** One call: a matrix of rows, and for a gradient the cotangent of the output. */
export interface TensorCase {
  readonly rows: number;
  readonly columns: number;
  readonly x: readonly number[];
  readonly cotangent?: readonly number[];
}

/**
 * The vector-Jacobian product sum_i w_i * d y_i / d x_j as an expression: what a gradient kernel returns. Indices
 * that the output and the input share are not summed over.
 */
export function vectorJacobianProduct(equation: DerivativeEquation): Expression {
  const summed = equation.outputIndices.filter((index) => !equation.wrtIndices.includes(index));
  return summed.reduce<Expression>(
    (body, index) => reduce('sum', index, body),
    mul(symbol(COTANGENT, 0, equation.outputIndices), equation.expression),
  );
}

/** Rows as activations meet them: small, mixed signs, one dominating value, equal values, large offsets, long rows. */
function fixedCases(format: FormatName, seed: number, withCotangent: boolean): TensorCase[] {
  const round = (x: number) => roundNumber(FORMATS[format], x);
  const rows: number[][] = [
    [1, 2, 3, 4],
    [0, 0, 0, 0],
    [-1, 5, -20, 0.5],
    [1000, 1000, 999, 998],
    [-1000, -1001, -1002, -1003],
    [88, 89, 90, -90],
    [30, 0, -30, -60],
    [1e-3, -1e-3, 2e-3, 0],
  ];
  const number = floatArbitrary({ format, lower: -30, upper: 30 });
  const random = draw(
    fc.array(fc.array(number, { minLength: 32, maxLength: 32 }), { minLength: 16, maxLength: 16 }),
    seed,
  );
  const long = draw(fc.array(number, { minLength: 256, maxLength: 256 }), seed + 1);
  const make = (matrix: readonly (readonly number[])[], salt: number): TensorCase => {
    const x = matrix.flat().map(round);
    const cotangent = x.map((_, i) => (((i + salt) * 7) % 5) - 2 || 1);
    return { rows: matrix.length, columns: matrix[0]!.length, x, ...(withCotangent ? { cotangent } : {}) };
  };
  const short = [
    make(rows, 0),
    make([[3]], 1),
    make(
      rows.map((row) => row.slice(0, 3)),
      2,
    ),
    make(random, 3),
  ];
  return withCotangent ? short : [...short, make([long], 4)];
}

function caseArbitrary(format: FormatName, withCotangent: boolean): fc.Arbitrary<TensorCase> {
  const number = floatArbitrary({ format, lower: -100, upper: 100 });
  const sizes = fc.record({ rows: fc.integer({ min: 1, max: 4 }), columns: fc.integer({ min: 1, max: 33 }) });
  return sizes.chain(({ rows, columns }) =>
    fc
      .tuple(
        fc.array(number, { minLength: rows * columns, maxLength: rows * columns }),
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: rows * columns, maxLength: rows * columns }),
      )
      .map(([x, cotangent]) => ({ rows, columns, x, ...(withCotangent ? { cotangent } : {}) })),
  );
}

/** Judge an operator on matrices (softmax over the last axis), or its vector-Jacobian product. */
export async function checkTensor(
  context: CheckContext,
  page: Page,
  of: 'value' | 'derivative',
  expression: Expression,
  indices: readonly string[],
  scale: Expression | undefined,
): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { input, output } = scalarKeys(page);
  const label = of === 'value' ? output : `${output}'`;
  const criterion = new Criterion(page, label, expression, indices, scale);
  const tally = new Tally(arithmetic);
  const ask = (one: TensorCase) => callTensor(page, kernel, one, arithmetic.format, of);
  const judge = async (one: TensorCase): Promise<Batch> => {
    const got = await ask(one);
    const point = pointOf(page, one);
    const judgement = criterion.judge(got, point, arithmetic);
    return { criterion, point, got, judgement, input: (i) => ({ [input]: rowOf(one, i) }) };
  };
  const fixed = fixedCases(arithmetic.format, effort.seed, of === 'derivative');
  for (const one of fixed) tally.add(await judge(one));
  for (const one of effort.sweep ? fixed : []) {
    const twice = disagreement(await ask(one), await ask(one), arithmetic.format);
    if (!twice) continue;
    const where = `shape [${one.rows}, ${one.columns}], element ${twice.element}`;
    const finding = nondeterministicFinding(twice, where);
    return { verdict: finding.verdict, tally, findings: [finding], conventions: [] };
  }
  const failed = tally.failures > 0;
  let smallest: Batch | undefined;
  let shape: TensorCase | undefined;
  await fc.check(
    fc.asyncProperty(caseArbitrary(arithmetic.format, of === 'derivative'), async (one) => {
      if (effort.expired()) return true;
      const batch = await judge(one);
      if (!batch.judgement.classes.some(isFailure)) {
        if (!failed) tally.add(batch);
        return true;
      }
      smallest = batch;
      shape = one;
      return false;
    }),
    { seed: effort.seed, numRuns: effort.runs },
  );
  if (smallest && !failed) tally.add(smallest);
  const alone = new Tally(arithmetic);
  if (smallest) alone.add(smallest);
  const verdict = verdictOf(tally, effort.expired());
  if (verdict.kind === 'pass') return { verdict, tally, findings: [], conventions: [] };
  const script = shape ? [`shape [${shape.rows}, ${shape.columns}]`, `x = [${shape.x.join(', ')}]`] : undefined;
  const finding = findingOf(verdict.kind === 'fail' ? (smallest ? alone : tally) : tally, verdict);
  return { verdict, tally, findings: [{ ...finding, ...(script ? { script } : {}) }], conventions: [] };
}

function rowOf(one: TensorCase, element: number): readonly number[] {
  const row = Math.floor(element / one.columns);
  return one.x.slice(row * one.columns, (row + 1) * one.columns);
}

function pointOf(page: Page, one: TensorCase): Point {
  const { input } = scalarKeys(page);
  const shape = page.symbols.get(input)!.shape;
  const sizes = [one.rows, one.columns];
  const byExtent = new Map(shape.map((index, axis) => [page.indices.get(index), sizes[axis]!]));
  const extents = new Map([...page.indices].map(([index, extent]) => [index, byExtent.get(extent) ?? 1]));
  const symbols = new Map([[symbolKey(input, 0), Float64Array.from(one.x)]]);
  if (one.cotangent) symbols.set(symbolKey(COTANGENT, 0), Float64Array.from(one.cotangent));
  return { symbols, extents };
}

async function callTensor(
  page: Page,
  kernel: Kernel,
  one: TensorCase,
  name: FormatName,
  of: 'value' | 'derivative',
): Promise<Float64Array> {
  const { input, output } = scalarKeys(page);
  const format = FORMATS[name];
  const tensor = (values: readonly number[]): Tensor => ({
    dtype: name,
    shape: [one.rows, one.columns],
    data: pack(format, values),
  });
  const info = { hyper: {}, mode: page.modes[0] ?? '' };
  const x = tensor(one.x);
  const where = of === 'value' ? page.id : `${page.id}, gradient`;
  const outputs = await (of === 'value'
    ? leavingInputs(page.id, [input], [x], (inputs) => kernel.forward!(inputs, info))
    : leavingInputs(page.id, [input, 'cotangent'], [x, tensor(one.cotangent!)], ([at, by]) =>
        kernel.gradient!([at!], by!, info),
      ));
  return readOutput(outputs, of === 'value' ? output : input, { where, format: name, length: one.x.length });
}

/** The index order of a tensor page's output, as a subject lays it out. */
export const outputIndices = (page: Page): readonly string[] => indicesOf(page, scalarKeys(page).output);
