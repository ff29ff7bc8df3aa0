import { describe, expect, it } from 'vitest';
import type { Elaborator } from './elaborate.ts';
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
  max,
  min,
  mul,
  neg,
  power,
  reduce,
  select,
  sub,
  symbol,
} from './expression.ts';
import { HALF, rational } from './rational.ts';
import {
  ADAMW,
  BATCHNORM,
  BATCHNORM_INDICES,
  elaborator,
  formula,
  SCALAR,
  SIGMOID,
  SOFTMAX,
  SOFTMAX_INDICES,
} from './testing/declare.ts';

const one = integer(1);
const two = integer(2);
const s = (key: string, lag: 0 | 1 = 0): Expression => symbol(key, lag);
const x = s('x');

const scalar = elaborator({
  ...SCALAR,
  a: ['a', 'hyper'],
  b: ['b', 'hyper'],
  c: ['c', 'hyper'],
  lr: ['\\mathrm{lr}', 'hyper'],
});
const value = (text: string, e: Elaborator = scalar): Expression => e.expression(formula(text));
const equation = (e: Elaborator, text: string) => e.equation(formula(text));

describe('the equations of AdamW denote what the paper prints', () => {
  const adamw = elaborator(ADAMW);
  const [m, v, theta] = [s('m'), s('v'), s('theta')];
  const decay = mul(mul(s('lr'), s('weightDecay')), s('theta', 1));

  it.each<[string, string, Expression]>([
    [
      'm_t = \\beta_1 m_{t-1} + (1 - \\beta_1) g_t',
      'm',
      add(mul(s('beta1'), s('m', 1)), mul(sub(one, s('beta1')), s('g'))),
    ],
    [
      'v_t = \\beta_2 v_{t-1} + (1 - \\beta_2) g_t^2',
      'v',
      add(mul(s('beta2'), s('v', 1)), mul(sub(one, s('beta2')), power(s('g'), two))),
    ],
    ['\\hat{m}_t = \\frac{m_t}{1 - \\beta_1^t}', 'mHat', div(m, sub(one, power(s('beta1'), s('t'))))],
    ['\\hat v_t = v_t / (1 - \\beta_2^t)', 'vHat', div(v, sub(one, power(s('beta2'), s('t'))))],
    ['d_t = \\sqrt{\\hat{v}_t} + \\epsilon', 'd', add(call('sqrt', s('vHat')), s('epsilon'))],
    ['u_t = \\hat{m}_t / d_t', 'u', div(s('mHat'), s('d'))],
    [
      '\\theta_t = \\theta_{t-1} - \\eta u_t - \\eta \\lambda \\theta_{t-1}',
      'theta',
      sub(sub(s('theta', 1), mul(s('lr'), s('u'))), decay),
    ],
    [
      '\\theta_t = \\theta_{t-1}(1 - \\eta\\lambda)',
      'theta',
      mul(s('theta', 1), sub(one, mul(s('lr'), s('weightDecay')))),
    ],
  ])('%s', (text, key, expression) => {
    expect(equation(adamw, text)).toEqual({ key, indices: [], expression });
  });

  it('an assignment reads its own symbol as the value before', () => {
    const assigned = equation(adamw, '\\theta \\leftarrow \\theta - \\eta u');
    expect(assigned.expression).toBe(equation(adamw, '\\theta_t = \\theta_{t-1} - \\eta u_t').expression);
    expect(equation(adamw, '\\theta = \\theta - \\eta u').expression).toBe(sub(theta, mul(s('lr'), s('u'))));
  });

  it('keys and plain words stand for the symbols too', () => {
    expect(value('theta - lr*u', adamw)).toBe(sub(theta, mul(s('lr'), s('u'))));
  });
});

describe('indexed families', () => {
  const batchnorm = elaborator(BATCHNORM, BATCHNORM_INDICES);
  const xncs = symbol('x', 0, ['n', 'c', 's']);
  const mean = symbol('mean', 0, ['c']);
  const variance = symbol('variance', 0, ['c']);
  const overNS = (body: Expression): Expression => reduce('sum', 'n', reduce('sum', 's', body));
  const perNS = div(one, mul(extent('n'), extent('s')));

  it.each<[string, string, readonly string[], Expression]>([
    ['\\mu_c = \\frac{1}{NS}\\sum_{n}\\sum_{s} x_{ncs}', 'mean', ['c'], mul(perNS, overNS(xncs))],
    ['\\mu_c = \\frac{1}{N S}\\sum_{n=1}^{N}\\sum_{s=1}^{S} x_{n,c,s}', 'mean', ['c'], mul(perNS, overNS(xncs))],
    [
      '\\sigma_c^2 = \\frac{1}{NS}\\sum_{n,s}(x_{ncs} - \\mu_c)^2',
      'variance',
      ['c'],
      mul(perNS, overNS(power(sub(xncs, mean), two))),
    ],
    [
      '\\hat{x}_{ncs} = \\frac{x_{ncs} - \\mu_c}{\\sqrt{\\sigma^2_c + \\epsilon}}',
      'xHat',
      ['n', 'c', 's'],
      div(sub(xncs, mean), call('sqrt', add(variance, s('epsilon')))),
    ],
    [
      'y_{ncs} = \\gamma_c \\hat{x}_{ncs} + \\beta_c',
      'y',
      ['n', 'c', 's'],
      add(mul(symbol('gamma', 0, ['c']), symbol('xHat', 0, ['n', 'c', 's'])), symbol('beta', 0, ['c'])),
    ],
    [
      '\\mu^{\\text{run}}_c \\leftarrow (1-\\alpha) \\mu^{\\text{run}}_c + \\alpha \\mu_c',
      'runningMean',
      ['c'],
      add(mul(sub(one, s('momentum')), symbol('runningMean', 1, ['c'])), mul(s('momentum'), mean)),
    ],
  ])('%s', (text, key, indices, expression) => {
    expect(equation(batchnorm, text)).toEqual({ key, indices, expression });
  });

  it('softmax normalises over the class', () => {
    const softmax = elaborator(SOFTMAX, SOFTMAX_INDICES);
    const at = (j: string): Expression => symbol('x', 0, ['k', j]);
    const shifted = (j: string): Expression => call('exp', sub(at(j), reduce('max', 'l', at('l'))));
    expect(
      equation(softmax, 'y_{kj} = \\frac{e^{x_{kj} - \\max_l x_{kl}}}{\\sum_i e^{x_{ki} - \\max_l x_{kl}}}'),
    ).toEqual({
      key: 'y',
      indices: ['k', 'j'],
      expression: div(shifted('j'), reduce('sum', 'i', shifted('i'))),
    });
  });

  it('Kronecker delta is one where its indices are equal', () => {
    const softmax = elaborator(SOFTMAX, SOFTMAX_INDICES);
    const delta = select({ kind: 'compare', op: '=', left: indexValue('i'), right: indexValue('j') }, one, integer(0));
    expect(
      softmax.derivativeEquation(formula('\\frac{\\partial y_{ki}}{\\partial x_{kj}} = y_{ki}(\\delta_{ij} - y_{kj})')),
    ).toEqual({
      output: 'y',
      wrt: 'x',
      outputIndices: ['k', 'i'],
      wrtIndices: ['k', 'j'],
      expression: mul(symbol('y', 0, ['k', 'i']), sub(delta, symbol('y', 0, ['k', 'j']))),
    });
  });
});

describe('elementary expressions', () => {
  const phi = mul(div(one, two), add(one, call('erf', div(x, call('sqrt', two)))));

  it.each<[string, Expression]>([
    ['x \\sigma(x)', mul(x, div(one, add(one, call('exp', neg(x)))))],
    ['x \\Phi(x)', mul(x, phi)],
    ['x \\cdot \\frac{1}{2}\\left(1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)\\right)', mul(x, phi)],
    ['0.044715', literal(rational(44715n, 1000000n))],
    ['0.5', literal(HALF)],
    ['x^3', power(x, integer(3))],
    ['x x', power(x, two)],
    ['x^{-1}', power(x, integer(-1))],
    ['10^{-8}', power(integer(10), integer(-8))],
    ['-x^2', neg(power(x, two))],
    ['e^{-x}', call('exp', neg(x))],
    ['e x', mul(constant('e'), x)],
    ['2\\pi', mul(two, constant('pi'))],
    ['\\ln x', call('log', x)],
    ['\\log(1 + e^x)', call('log', add(one, call('exp', x)))],
    ['\\tanh^2(x)', power(call('tanh', x), two)],
    ['\\tanh(x)^2', power(call('tanh', x), two)],
    ['\\sqrt[3]{x}', power(x, div(one, integer(3)))],
    ['|x|', call('abs', x)],
    ['\\lfloor x \\rfloor', call('floor', x)],
    ['\\operatorname{erfc}(x)', call('erfc', x)],
    ['\\max(0, x)', max(integer(0), x)],
    ['\\min(a, b, x)', min(min(s('a'), s('b')), x)],
    ['ab', mul(s('a'), s('b'))],
    ['a(b)^2', mul(s('a'), power(s('b'), two))],
    ['a b c', mul(mul(s('a'), s('b')), s('c'))],
    ['lr x', mul(s('lr'), x)],
    ['x/lr', div(x, s('lr'))],
    ['(1/2)x', mul(div(one, two), x)],
  ])('%s', (text, expected) => {
    expect(value(text)).toBe(expected);
  });

  it('tanh-GELU', () => {
    const inner = mul(
      call('sqrt', div(two, constant('pi'))),
      add(x, mul(literal(rational(44715n, 1000000n)), power(x, integer(3)))),
    );
    expect(value('\\frac12 x \\left(1 + \\tanh\\left(\\sqrt{2/\\pi}\\,(x + 0.044715 x^3)\\right)\\right)')).toBe(
      mul(mul(div(one, two), x), add(one, call('tanh', inner))),
    );
  });

  it('a declared e is no longer the base of the exponential', () => {
    const e = elaborator({ ...SCALAR, e: ['e', 'hyper'] });
    expect(value('e^{x}', e)).toBe(power(s('e'), x));
  });
});

describe('derivatives', () => {
  const sigmoid = elaborator(SIGMOID);
  const y = s('y');
  const expected = { output: 'y', wrt: 'x', outputIndices: [], wrtIndices: [], expression: mul(y, sub(one, y)) };

  it.each([
    "\\sigma'(x) = \\sigma(x)(1 - \\sigma(x))",
    '\\frac{d}{dx}\\sigma(x) = \\sigma(x)(1 - \\sigma(x))',
    '\\frac{d\\sigma(x)}{dx} = \\sigma(x)(1 - \\sigma(x))',
    '\\frac{dy}{dx} = y(1 - y)',
  ])('%s', (text) => {
    expect(sigmoid.derivativeEquation(formula(text))).toEqual(expected);
  });

  it('a page may define a function of the vocabulary', () => {
    const tanh = elaborator({ x: ['x', 'input', 'elementwise'], y: ['\\tanh', 'output', 'elementwise', ['x']] });
    const [up, down] = [call('exp', x), call('exp', neg(x))];
    expect(equation(tanh, '\\tanh(x) = \\frac{e^x - e^{-x}}{e^x + e^{-x}}').expression).toBe(
      div(sub(up, down), add(up, down)),
    );
    expect(tanh.derivativeEquation(formula('\\frac{d}{dx}\\tanh(x) = 1 - \\tanh^2(x)')).expression).toBe(
      sub(one, power(y, two)),
    );
    expect(tanh.derivativeEquation(formula("\\tanh'(x) = 1 - \\tanh(x)^2")).expression).toBe(sub(one, power(y, two)));
  });
});
