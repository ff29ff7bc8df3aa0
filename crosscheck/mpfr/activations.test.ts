import { describe, expect, it } from 'vitest';
import { affine } from './affine.ts';
import type { Formula } from './decide.ts';
import { erf, erfDerivative, exp, expm1, log1p, log1pDerivative } from './elementary.ts';
import { celu, celuDerivative, elu, eluDerivative, selu, seluDerivative } from './exponential-linear.ts';
import { loadMpfr, MpfrField } from './field.ts';
import { gate, glu, gluByB, swiglu, swigluByA } from './gates.ts';
import { hardSigmoid, hardSigmoidDerivative, hardSwish, hardSwishDerivative, relu6, relu6Derivative } from './hard.ts';
import { leakyRelu, leakyReluDerivative } from './leaky-relu.ts';
import { logSoftmax, logSoftmaxJacobian, logSumExp, logSumExpGradient } from './log-softmax.ts';
import { mish, mishDerivative } from './mish.ts';
import { logSigmoid, logSigmoidDerivative, softplus } from './softplus.ts';
import { softsign, softsignDerivative } from './softsign.ts';
import { step, stepDerivative } from './step.ts';
import { quickGelu, quickGeluDerivative, silu, siluDerivative, swish, swishDerivative } from './swish.ts';

const binding = await loadMpfr();
const field = new MpfrField(binding, 128);
const row = [1, 2, 0.5];

/** Thirty digits by mpmath 1.3 at 45, from the textbook form of each formula. */
const known: readonly (readonly [string, Formula, string])[] = [
  ['leaky-relu(-2.5; 0.125)', (f) => leakyRelu(f, -2.5, 0.125), '-0.3125'],
  ['leaky-relu(2.5; 0.01)', (f) => leakyRelu(f, 2.5, 0.01), '2.5'],
  ['leaky-relu(-2.5; 0.01)', (f) => leakyRelu(f, -2.5, 0.01), '-0.025000000000000000520417042793'],
  ['elu(-2.5; 0.75)', (f) => elu(f, -2.5, 0.75), '-0.68843625103207590362285349415'],
  ["elu'(-2.5; 0.75)", (f) => eluDerivative(f, -2.5, 0.75), '0.0615637489679240963771465058504'],
  ['celu(-2.5; 0.75)', (f) => celu(f, -2.5, 0.75), '-0.72324450498956070179667113982'],
  ["celu'(-2.5; 0.75)", (f) => celuDerivative(f, -2.5, 0.75), '0.0356739933472523976044384802397'],
  ['selu(-2.5)', (f) => selu(f, -2.5), '-1.61378575887324255154375753283'],
  ['selu(2.5)', (f) => selu(f, 2.5), '2.62675246838870123354833746324'],
  ["selu'(-2.5)", (f) => seluDerivative(f, -2.5), '0.144313581974134308396459987978'],
  ['silu(-2.5)', (f) => silu(f, -2.5), '-0.189645450053108877983265441616'],
  ["silu'(-2.5)", (f) => siluDerivative(f, -2.5), '-0.0994011113415268411375258700854'],
  ['swish(1.5; 3)', (f) => swish(f, 1.5, 3), '1.48351958605411022994204693225'],
  ["swish'(1.5; 3)", (f) => swishDerivative(f, 1.5, 3), '1.03791109111942037409368850857'],
  ['quick-gelu(-1)', (f) => quickGelu(f, -1), '-0.154204234067178704292893173475'],
  ["quick-gelu'(-1)", (f) => quickGeluDerivative(f, -1), '-0.0677796065563340565669499745187'],
  ['softplus(-2.5)', (f) => softplus(f, -2.5), '0.0788897342925496233440439167176'],
  ['softplus(2.5)', (f) => softplus(f, 2.5), '2.57888973429254962334404391672'],
  ['log-sigmoid(-2.5)', (f) => logSigmoid(f, -2.5), '-2.57888973429254962334404391672'],
  ["log-sigmoid'(-2.5)", (f) => logSigmoidDerivative(f, -2.5), '0.924141819978756448806693823354'],
  ['mish(-2.5)', (f) => mish(f, -2.5), '-0.196816203906533338207684811922'],
  ['mish(2.5)', (f) => mish(f, 2.5), '2.47139230455788110685556494514'],
  ["mish'(-2.5)", (f) => mishDerivative(f, -2.5), '-0.10974357275018568832257924412'],
  ["mish'(2.5)", (f) => mishDerivative(f, 2.5), '1.04112953013135318841897695896'],
  ['softsign(-2.5)', (f) => softsign(f, -2.5), '-0.714285714285714285714285714286'],
  ["softsign'(-2.5)", (f) => softsignDerivative(f, -2.5), '0.0816326530612244897959183673469'],
  ['hard-sigmoid(-1.25)', (f) => hardSigmoid(f, -1.25), '0.291666666666666666666666666667'],
  ["hard-sigmoid'(-1.25)", (f) => hardSigmoidDerivative(f, -1.25), '0.166666666666666666666666666667'],
  ['hard-swish(-1.25)', (f) => hardSwish(f, -1.25), '-0.364583333333333333333333333333'],
  ["hard-swish'(-1.25)", (f) => hardSwishDerivative(f, -1.25), '0.0833333333333333333333333333333'],
  ['relu6(7)', (f) => relu6(f, 7), '6'],
  ['relu6(2.5)', (f) => relu6(f, 2.5), '2.5'],
  ['step(-2.5)', (f) => step(f, -2.5), '0'],
  ['step(0)', (f) => step(f, 0), '1'],
  ['exp(1.5)', (f) => exp(f, 1.5), '4.48168907033806482260205546012'],
  ['expm1(-0.125)', (f) => expm1(f, -0.125), '-0.117503097415404597135107856771'],
  ['log1p(-0.125)', (f) => log1p(f, -0.125), '-0.133531392624522623146343620931'],
  ["log1p'(-0.125)", (f) => log1pDerivative(f, -0.125), '1.14285714285714285714285714286'],
  ['erf(0.75)', (f) => erf(f, 0.75), '0.711155633653515131598937834591'],
  ["erf'(0.75)", (f) => erfDerivative(f, 0.75), '0.642931069195207329053476914363'],
  ['log-softmax, first class', (f) => logSoftmax(f, row, 0), '-1.46436878410794484162010605625'],
  ['log-softmax, top class', (f) => logSoftmax(f, row, 1), '-0.464368784107944841620106056254'],
  ['log-softmax Jacobian, diagonal', (f) => logSoftmaxJacobian(f, row, 0, 0), '0.7687761023778509327741794798'],
  ['log-softmax Jacobian, off it', (f) => logSoftmaxJacobian(f, row, 0, 2), '-0.140244383166088484522198754189'],
  ['log-sum-exp', (f) => logSumExp(f, row), '2.46436878410794484162010605625'],
  ['log-sum-exp gradient', (f) => logSumExpGradient(f, row, 2), '0.140244383166088484522198754189'],
  ['gate(-1.5, 0.75)', (f) => gate(f, -1.5, 0.75), '-1.125'],
  ['glu(-1.5, 0.75)', (f) => glu(f, -1.5, 0.75), '-1.01876804876308945973952017366'],
  ["glu' by b", (f) => gluByB(f, -1.5, 0.75), '-0.326842490642721044220375750246'],
  ['swiglu(-1.5, 0.75)', (f) => swiglu(f, -1.5, 0.75), '-0.205228714282150882941880674012'],
  ["swiglu' by a", (f) => swigluByA(f, -1.5, 0.75), '-0.0309706157243572082696379707304'],
  ['affine', (f) => affine(f, row, [0.1, -0.25, 3], 0.7), '1.79999999999999996114219413812'],
];

describe('formulas of activations and gates in MPFR', () => {
  for (const [name, formula, digits] of known) {
    it(`${name} is ${digits}`, () => {
      field.release();
      const value = formula(field);
      const error = field.abs(field.sub(value, field.decimal(digits)));
      // Thirty significant digits leave half a unit of the last one: 2^-96 of the value, and 2^-92 is asked for.
      const bound = field.scale(field.abs(value), -92);
      expect(binding.mpfr_lessequal_p(error.upper, bound.upper)).not.toBe(0);
    });
  }

  it('stay decided at huge and tiny arguments', () => {
    const everywhere: readonly ((f: MpfrField, x: number) => { lower: number; upper: number })[] = [
      silu,
      siluDerivative,
      softplus,
      logSigmoid,
      mish,
      mishDerivative,
      softsign,
      quickGelu,
      (f, x) => swishDerivative(f, x, 3),
      (f, x) => elu(f, x, 0.5),
      (f, x) => celu(f, x, 0.01),
      selu,
    ];
    for (const x of [-1e308, -1e30, -5e-324, 5e-324, 1e30, 1e308])
      for (const f of everywhere) {
        field.release();
        const value = f(field, x);
        expect(binding.mpfr_lessequal_p(value.lower, value.upper)).not.toBe(0);
      }
  });

  it('refuse a derivative where a function has two slopes, or none', () => {
    for (const f of [stepDerivative, seluDerivative, relu6Derivative])
      expect(() => f(field, 0)).toThrow(/take a point on one side/);
    expect(() => leakyReluDerivative(field, 0, 0.5)).toThrow(/no derivative at 0/);
    expect(() => eluDerivative(field, 0, 0.5)).toThrow(/two slopes at 0/);
    for (const f of [hardSigmoidDerivative, hardSwishDerivative])
      expect(() => f(field, -3)).toThrow(/derivative at -3/);
  });
});
