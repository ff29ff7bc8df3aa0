import type { FormatName } from '../reference/formats/format.ts';
import * as elementary from './mpfr/elementary.ts';
import { celu, celuDerivative, elu, eluDerivative, selu, seluDerivative } from './mpfr/exponential-linear.ts';
import type { Between, MpfrField } from './mpfr/field.ts';
import { gelu, geluDerivative } from './mpfr/gelu.ts';
import { geluTanh, geluTanhDerivative } from './mpfr/gelu-tanh.ts';
import {
  hardSigmoid,
  hardSigmoidDerivative,
  hardSwish,
  hardSwishDerivative,
  relu6,
  relu6Derivative,
} from './mpfr/hard.ts';
import { leakyRelu, leakyReluDerivative } from './mpfr/leaky-relu.ts';
import { mish, mishDerivative } from './mpfr/mish.ts';
import { relu, reluDerivative } from './mpfr/relu.ts';
import { sigmoid, sigmoidDerivative } from './mpfr/sigmoid.ts';
import { logSigmoid, logSigmoidDerivative, softplus, softplusDerivative } from './mpfr/softplus.ts';
import { softsign, softsignDerivative } from './mpfr/softsign.ts';
import { step, stepDerivative } from './mpfr/step.ts';
import { quickGelu, quickGeluDerivative, silu, siluDerivative, swish, swishDerivative } from './mpfr/swish.ts';
import { tanh, tanhDerivative } from './mpfr/tanh.ts';
import type { CrosscheckOutput } from './output.ts';
import { type Block, type Point, single } from './point.ts';
import { scalarPoint, slopeParameter } from './points/scalar.ts';

/** A scalar function in MPFR; the second number is its hyper-parameter, where it has one. */
type ScalarFormula = (field: MpfrField, x: number, parameter: number) => Between;

interface Scalar {
  readonly page: string;
  readonly value: ScalarFormula;
  readonly derivative: ScalarFormula;
  /** Points at which the derivative does not exist. */
  readonly kinks?: readonly number[];
  /** Arguments above this number only. */
  readonly above?: number;
  /** The page's key of the hyper-parameter and the default that was published. */
  readonly hyper?: readonly [key: string, published: number];
}

function scalar({ page, value, derivative, kinks = [], above, hyper }: Scalar): CrosscheckOutput[] {
  const describe = (formula: ScalarFormula, refused: readonly number[]): Pick<CrosscheckOutput, 'draw' | 'at'> => {
    const isAsked = (x: number): boolean => !refused.includes(x) && (above === undefined || x > above);
    const point = (x: number, format: FormatName, parameter: number): Point => {
      const symbols: Record<string, Block> = { 'x@0': single(x) };
      if (hyper) symbols[`${hyper[0]}@0`] = single(parameter);
      return { format, symbols, at: [], wrtAt: [], formula: (field) => formula(field, x, parameter) };
    };
    return {
      draw: (random, format) => {
        let x = scalarPoint(random, format);
        while (!isAsked(x)) x = scalarPoint(random, format);
        return point(x, format, hyper ? slopeParameter(random, hyper[1]) : 0);
      },
      at: (x, format) => (isAsked(x) ? point(x, format, hyper?.[1] ?? 0) : undefined),
    };
  };
  const common = { page, mode: '', output: 'y' };
  return [
    { ...common, name: `${page} y`, ...describe(value, []) },
    { ...common, name: `${page} y'`, wrt: 'x', ...describe(derivative, kinks) },
  ];
}

/** The pages on which `npm test` asks for the full number of points. */
export const CLASSIC_SCALARS: readonly CrosscheckOutput[] = [
  { page: 'activation/sigmoid', value: sigmoid, derivative: sigmoidDerivative },
  { page: 'activation/tanh', value: tanh, derivative: tanhDerivative },
  { page: 'activation/relu', value: relu, derivative: reluDerivative, kinks: [0] },
  { page: 'activation/gelu', value: gelu, derivative: geluDerivative },
  { page: 'activation/gelu-tanh', value: geluTanh, derivative: geluTanhDerivative },
].flatMap(scalar);

const FURTHER: readonly Scalar[] = [
  { page: 'activation/step', value: step, derivative: stepDerivative, kinks: [0] },
  {
    page: 'activation/leaky-relu',
    value: leakyRelu,
    derivative: leakyReluDerivative,
    kinks: [0],
    hyper: ['alpha', 0.01],
  },
  { page: 'activation/elu', value: elu, derivative: eluDerivative, kinks: [0], hyper: ['alpha', 1] },
  { page: 'activation/celu', value: celu, derivative: celuDerivative, hyper: ['alpha', 1] },
  { page: 'activation/selu', value: selu, derivative: seluDerivative, kinks: [0] },
  { page: 'activation/silu', value: silu, derivative: siluDerivative },
  { page: 'activation/swish', value: swish, derivative: swishDerivative, hyper: ['beta', 1] },
  { page: 'activation/quick-gelu', value: quickGelu, derivative: quickGeluDerivative },
  { page: 'activation/softplus', value: softplus, derivative: softplusDerivative },
  { page: 'activation/log-sigmoid', value: logSigmoid, derivative: logSigmoidDerivative },
  { page: 'activation/mish', value: mish, derivative: mishDerivative },
  { page: 'activation/softsign', value: softsign, derivative: softsignDerivative },
  { page: 'activation/hard-sigmoid', value: hardSigmoid, derivative: hardSigmoidDerivative, kinks: [-3, 3] },
  { page: 'activation/hard-swish', value: hardSwish, derivative: hardSwishDerivative, kinks: [-3, 3] },
  { page: 'activation/relu6', value: relu6, derivative: relu6Derivative, kinks: [0, 6] },
  { page: 'elementary/exp', value: elementary.exp, derivative: elementary.expDerivative },
  { page: 'elementary/expm1', value: elementary.expm1, derivative: elementary.expm1Derivative },
  { page: 'elementary/log1p', value: elementary.log1p, derivative: elementary.log1pDerivative, above: -1 },
  { page: 'elementary/erf', value: elementary.erf, derivative: elementary.erfDerivative },
];

export const FURTHER_SCALARS: readonly CrosscheckOutput[] = FURTHER.flatMap(scalar);
