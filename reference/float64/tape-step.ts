import { type Expression, writtenInteger } from '../../spec/language/expression.ts';
import {
  addBounds,
  type Bounds,
  divideBounds,
  maximumBounds,
  minimumBounds,
  multiplyBounds,
  subtractBounds,
} from './arithmetic.ts';
import { callBounds, exactCallBounds } from './calls.ts';
import { spreadEmpty, spreadEmptyTerms } from './empty.ts';
import { type Extents, extentOf } from './index-space.ts';
import { encloseConstant, encloseRational, nearConstant } from './literal.ts';
import { integerPowerBounds, powerBounds, squareBounds } from './power.ts';
import { extremeBounds, sumBounds } from './reduce.ts';
import { compareBounds, selectBounds, TRUE, UNDECIDED } from './select.ts';
import type { TapeInput } from './tape.ts';
import { comparisons, type OwnedBounds, type PlannedStep, type Reading } from './tape-plan.ts';
import { holdWhole } from './whole.ts';
import { type Widening64, widenAbsolute, widenRelative } from './widening.ts';

/** Values of one symbol; a point where both are one array. */
export interface SymbolBounds {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

const BINARY = { add: addBounds, sub: subtractBounds, mul: multiplyBounds, div: divideBounds };

/** Lets an exact operation of points stay a point: one array for both ends. */
function ownArrays(out: OwnedBounds, point: boolean): void {
  out.lower = out.ownLower;
  out.upper = point ? out.ownLower : out.ownUpper;
  out.empty = false;
}

/** The values of an operand that is a term of a chain of additions: moved by what the chain's additions may err. */
function asTerm(source: Bounds, { additions, moved }: NonNullable<Reading['term']>, w: number): Bounds {
  ownArrays(moved, false);
  moved.empty = source.empty;
  widenRelative(source, additions * w, moved, moved.ownLower.length);
  return moved;
}

function gathered(reading: Reading, steps: readonly PlannedStep[], addition: number): Bounds {
  const { out } = steps[reading.slot]!;
  const source = reading.term && addition > 0 ? asTerm(out, reading.term, addition) : out;
  if (!reading.gather) return source;
  const { map, copy } = reading.gather;
  const point = source.lower === source.upper;
  ownArrays(copy, point);
  copy.empty = source.empty;
  for (let i = 0; i < map.length; i++) {
    copy.lower[i] = source.lower[map[i]!]!;
    if (!point) copy.upper[i] = source.upper[map[i]!]!;
  }
  return copy;
}

function readSymbol(
  planned: PlannedStep,
  node: Extract<Expression, { kind: 'symbol' }>,
  input: TapeInput,
  start: number,
  n: number,
): void {
  const { out, symbolMap, size, storedSize } = planned;
  const name = `${node.key}@${node.lag}`;
  const given = input.symbols.get(name);
  if (!given) throw new RangeError(`no value for symbol "${name}" (given: ${[...input.symbols.keys()].join(', ')})`);
  if (given.lower.length !== storedSize || given.upper.length !== storedSize) {
    throw new RangeError(`symbol "${name}" has ${given.lower.length} values where its indices make ${storedSize}`);
  }
  const point = given.lower === given.upper;
  ownArrays(out, point);
  if (symbolMap) {
    for (let i = 0; i < n; i++) {
      out.lower[i] = given.lower[symbolMap[i]!]!;
      if (!point) out.upper[i] = given.upper[symbolMap[i]!]!;
    }
  } else {
    const whole = start === 0 && n === size;
    out.lower = whole ? given.lower : given.lower.subarray(start, start + n);
    out.upper = point ? out.lower : whole ? given.upper : given.upper.subarray(start, start + n);
  }
  const w = planned.step.exact ? 0 : (input.widening?.relative(node.key) ?? 0);
  if (w > 0) {
    const exact: Bounds = { lower: out.lower, upper: out.upper, empty: false };
    out.lower = out.ownLower;
    out.upper = out.ownUpper;
    widenRelative(exact, w, out, n);
  }
}

function setScalar(out: OwnedBounds, [lower, upper]: readonly [number, number], w: number): void {
  ownArrays(out, lower === upper && w === 0);
  out.lower[0] = lower;
  out.upper[0] = upper;
  if (w > 0) widenRelative({ lower: Float64Array.of(lower), upper: Float64Array.of(upper), empty: false }, w, out, 1);
}

function runSelect(
  planned: PlannedStep,
  node: Extract<Expression, { kind: 'select' }>,
  operands: readonly Bounds[],
  n: number,
): void {
  const { out, readings, truth } = planned;
  const decided = truth!.subarray(0, n).fill(TRUE);
  let at = 0;
  for (const { op } of comparisons(node.condition)) {
    const [left, right] = [operands[at]!, operands[at + 1]!];
    compareBounds(op, left, readings[at]!.mask, right, readings[at + 1]!.mask, decided, n);
    at += 2;
  }
  const [then, otherwise] = [operands[at]!, operands[at + 1]!];
  const points = then.lower === then.upper && otherwise.lower === otherwise.upper;
  ownArrays(out, points && !decided.includes(UNDECIDED));
  selectBounds(decided, then, readings[at]!.mask, otherwise, readings[at + 1]!.mask, out, n);
  for (let i = 0; i < at; i++) if (operands[i]!.empty) spreadEmpty(operands[i]!, readings[i]!.mask, out, n);
}

function underflow(out: Bounds, widening: Widening64 | undefined, n: number, operations = 1): void {
  const amount = operations * (widening?.underflow ?? 0);
  if (amount > 0) widenAbsolute(out, amount, n);
}

/** Evaluates one step for `n` elements, of which the first is lane `start` in a tape that runs in blocks. */
export function runStep(
  planned: PlannedStep,
  steps: readonly PlannedStep[],
  input: TapeInput,
  extents: Extents,
  start: number,
  n: number,
): void {
  const { out, readings, reduction } = planned;
  const { node, exact } = planned.step;
  const widening = exact ? undefined : input.widening;
  const operands = readings.map((reading) => gathered(reading, steps, widening?.addition ?? 0));
  const points = operands.every((a) => a.lower === a.upper);
  const [a, b] = [operands[0]!, operands[1]!];
  const [maskA, maskB] = [readings[0]?.mask ?? 0, readings[1]?.mask ?? 0];
  switch (node.kind) {
    case 'literal':
      setScalar(out, encloseRational(node.value), widening?.literal(node.value) ?? 0);
      return;
    case 'constant':
      setScalar(out, encloseConstant(node.name), widening?.literal(nearConstant(node.name)) ?? 0);
      return;
    case 'extent': {
      const extent = extentOf(node.index, extents);
      setScalar(out, [extent, extent], 0);
      return;
    }
    case 'index':
      ownArrays(out, true);
      for (let i = 0; i < n; i++) out.lower[i] = start + i + 1;
      return;
    case 'symbol':
      readSymbol(planned, node, input, start, n);
      return;
    case 'select':
      runSelect(planned, node, operands, n);
      return;
    case 'neg':
      ownArrays(out, points);
      if (points) for (let i = 0; i < n; i++) out.lower[i] = -a.lower[i]!;
      else
        for (let i = 0; i < n; i++) {
          const lower = -a.upper[i]!;
          out.upper[i] = -a.lower[i]!;
          out.lower[i] = lower;
        }
      break;
    case 'min':
    case 'max':
      ownArrays(out, points);
      (node.kind === 'min' ? minimumBounds : maximumBounds)(a, maskA, b, maskB, out, n);
      break;
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
      ownArrays(out, false);
      BINARY[node.kind](a, maskA, b, maskB, out, n);
      if (exact) holdWhole(node.kind, a, maskA, b, maskB, out, n);
      underflow(out, widening, n);
      break;
    case 'power': {
      ownArrays(out, false);
      const exponent = writtenInteger(node.exponent);
      if (exponent === 2) squareBounds(a, out, n);
      else if (exponent !== undefined) integerPowerBounds(a, maskA, exponent, out, n);
      else powerBounds(a, maskA, b, maskB, out, n);
      if (exact && exponent === 2) holdWhole('mul', a, maskA, a, maskA, out, n);
      underflow(out, widening, n);
      break;
    }
    case 'call': {
      const { fn } = node;
      if (fn === 'abs' || fn === 'floor' || fn === 'sign') {
        ownArrays(out, points);
        exactCallBounds(fn, a, out, n);
      } else {
        ownArrays(out, false);
        callBounds(fn, a, out, n);
        underflow(out, widening, n);
      }
      break;
    }
    case 'reduce': {
      const shape = reduction!;
      ownArrays(out, points && node.op !== 'sum');
      if (node.op === 'sum') sumBounds(a, out, shape);
      else extremeBounds(node.op, a, out, shape);
      if (a.empty) spreadEmptyTerms(a, out, shape);
      if (node.op === 'sum') underflow(out, widening, n, shape.length - 1);
      return;
    }
  }
  for (let i = 0; i < operands.length; i++)
    if (operands[i]!.empty) spreadEmpty(operands[i]!, readings[i]!.mask, out, n);
}
