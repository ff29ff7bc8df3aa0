import type { FormatName } from '../reference/formats/format.ts';
import { affine } from './mpfr/affine.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import {
  gate,
  gateByA,
  gateByB,
  glu,
  gluByA,
  gluByB,
  type PairFormula,
  swiglu,
  swigluByA,
  swigluByB,
} from './mpfr/gates.ts';
import { leakyRelu, leakyReluBySlope, leakyReluDerivative } from './mpfr/leaky-relu.ts';
import { logSoftmax, logSoftmaxJacobian, logSumExp, logSumExpGradient } from './mpfr/log-softmax.ts';
import { softmax, softmaxJacobian } from './mpfr/softmax.ts';
import type { CrosscheckOutput } from './output.ts';
import type { Point } from './point.ts';
import type { Random } from './points/random.ts';
import { softmaxRow } from './points/scalar.ts';
import { numbers } from './points/tensor.ts';

type RowFormula = (field: MpfrField, row: readonly number[], i: number, j: number) => Between;

/** A function of one row of scores: its value at class i, and its derivative by score j. */
function rows(page: string, value: RowFormula, derivative: RowFormula, perClass: boolean): CrosscheckOutput[] {
  const draw =
    (formula: RowFormula, differentiated: boolean) =>
    (random: Random, format: FormatName): Point => {
      const row = softmaxRow(random, format);
      const i = random.integer(0, row.length - 1);
      const j = random.integer(0, row.length - 1);
      return {
        format,
        symbols: { 'x@0': { shape: [1, row.length], data: row } },
        at: perClass ? [0, i] : [0],
        wrtAt: differentiated ? [0, j] : [],
        formula: (field) => formula(field, row, i, j),
      };
    };
  const common = { page, mode: '', output: 'y' };
  return [
    { ...common, name: `${page} y`, draw: draw(value, false) },
    { ...common, name: `${page} y'`, wrt: 'x', draw: draw(derivative, true) },
  ];
}

/** Softmax, on which `npm test` asks for the full number of points. */
export const SOFTMAX: readonly CrosscheckOutput[] = rows('activation/softmax', softmax, softmaxJacobian, true);

/**
 * Two tensors of one shape, combined element by element. A product a b may be a tie; where a factor sigma(a) follows, which
 * differs from 1 by e^-a, 4,096 bits tell on which side of it the value lies up to a = 2,839: `largest` keeps a below.
 */
function gates(
  page: string,
  value: PairFormula,
  byA: PairFormula,
  byB: PairFormula,
  largest = Number.POSITIVE_INFINITY,
): CrosscheckOutput[] {
  const draw =
    (formula: PairFormula, differentiated: boolean) =>
    (random: Random, format: FormatName): Point => {
      const shape = [random.integer(1, 3), random.integer(1, 3)];
      const [a, b] = [0, 1].map(() => numbers(random, format, shape[0]! * shape[1]!, true)) as [number[], number[]];
      const at = shape.map((extent) => random.integer(0, extent - 1));
      const element = at[0]! * shape[1]! + at[1]!;
      if (Math.abs(a[element]!) > largest) a[element] = Math.sign(a[element]!);
      return {
        format,
        symbols: { 'a@0': { shape, data: a }, 'b@0': { shape, data: b } },
        at,
        wrtAt: differentiated ? at : [],
        formula: (field) => formula(field, a[element]!, b[element]!),
      };
    };
  const common = { page, mode: '', output: 'y' };
  return [
    { ...common, name: `${page} y`, draw: draw(value, false) },
    { ...common, name: `${page} y' a`, wrt: 'a', draw: draw(byA, true) },
    { ...common, name: `${page} y' b`, wrt: 'b', draw: draw(byB, true) },
  ];
}

/** PReLU: one slope a channel; `x` is kept off the kink where the derivative by it is asked. */
function prelu(wrt: '' | 'x' | 'a'): CrosscheckOutput {
  const page = 'activation/prelu';
  const draw = (random: Random, format: FormatName): Point => {
    const [n, c] = [random.integer(1, 3), random.integer(1, 3)];
    const x = numbers(random, format, n * c, true);
    const a = numbers(random, format, c, false);
    const at = [random.integer(0, n - 1), random.integer(0, c - 1)] as const;
    const element = at[0] * c + at[1];
    if (wrt === 'x' && x[element] === 0) x[element] = 1;
    const [value, slope] = [x[element]!, a[at[1]]!];
    return {
      format,
      symbols: { 'x@0': { shape: [n, c], data: x }, 'a@0': { shape: [c], data: a } },
      at,
      wrtAt: wrt === '' ? [] : wrt === 'x' ? at : [at[1]],
      formula: (field) =>
        wrt === ''
          ? leakyRelu(field, value, slope)
          : wrt === 'x'
            ? leakyReluDerivative(field, value, slope)
            : leakyReluBySlope(field, value),
    };
  };
  const common = { page, mode: '', output: 'y', draw };
  return wrt === '' ? { ...common, name: `${page} y` } : { ...common, name: `${page} y' ${wrt}`, wrt };
}

/** A layer of weights: the derivative by an input is a weight, by a weight an input, by a bias 1, each of its own output. */
function layer(wrt: '' | 'x' | 'W' | 'b'): CrosscheckOutput {
  const page = 'block/affine';
  const draw = (random: Random, format: FormatName): Point => {
    const [n, inputs, outputs] = [random.integer(1, 2), random.integer(1, 4), random.integer(1, 3)];
    const x = numbers(random, format, n * inputs, false);
    const W = numbers(random, format, outputs * inputs, false);
    const b = numbers(random, format, outputs, false);
    const at = [random.integer(0, n - 1), random.integer(0, outputs - 1)] as const;
    const i = random.integer(0, inputs - 1);
    const row = x.slice(at[0] * inputs, (at[0] + 1) * inputs);
    const weights = W.slice(at[1] * inputs, (at[1] + 1) * inputs);
    return {
      format,
      symbols: {
        'x@0': { shape: [n, inputs], data: x },
        'W@0': { shape: [outputs, inputs], data: W },
        'b@0': { shape: [outputs], data: b },
      },
      at,
      wrtAt: { '': [], x: [at[0], i], W: [at[1], i], b: [at[1]] }[wrt],
      formula: (field) =>
        wrt === '' ? affine(field, row, weights, b[at[1]]!) : field.number({ x: weights[i]!, W: row[i]!, b: 1 }[wrt]),
    };
  };
  const common = { page, mode: '', output: 'y', draw };
  return wrt === '' ? { ...common, name: `${page} y` } : { ...common, name: `${page} y' ${wrt}`, wrt };
}

export const FURTHER_TENSORS: readonly CrosscheckOutput[] = [
  ...rows('activation/log-softmax', logSoftmax, logSoftmaxJacobian, true),
  ...rows('activation/log-sum-exp', logSumExp, (field, row, _, j) => logSumExpGradient(field, row, j), false),
  ...gates('activation/gate', gate, gateByA, gateByB),
  ...gates('activation/glu', glu, gluByA, gluByB),
  ...gates('activation/swiglu', swiglu, swigluByA, swigluByB, 2_800),
  ...(['', 'x', 'a'] as const).map(prelu),
  ...(['', 'x', 'W', 'b'] as const).map(layer),
];
