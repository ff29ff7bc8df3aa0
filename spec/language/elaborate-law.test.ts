import { describe, expect, it } from 'vitest';
import { integer, mul, neg, reduce, sub, symbol } from './expression.ts';
import { FormulaError } from './formula-error.ts';
import { ADAMW, elaborator, formula, SIGMOID, SOFTMAX, SOFTMAX_INDICES } from './testing/declare.ts';

const sigmoid = elaborator(SIGMOID);
const softmax = elaborator(SOFTMAX, SOFTMAX_INDICES);
const [x, y, z] = [symbol('x'), symbol('y'), symbol('z')];
const one = integer(1);

describe('a law', () => {
  it('sees an output at other arguments as a placeholder with those arguments', () => {
    const law = sigmoid.law(formula('\\sigma(-x) = 1 - \\sigma(x)'));
    expect(law.applications).toEqual([
      { placeholder: 'y(-x)', output: 'y', derivative: false, arguments: new Map([['x', neg(x)]]) },
    ]);
    expect(law.relations).toEqual([
      { op: '=', left: { expression: symbol('y(-x)') }, right: { expression: sub(one, y) } },
    ]);
    expect(law.given).toEqual([]);
    expect(law.variables).toEqual([]);
  });

  it('splits a chain into its relations', () => {
    const { relations, applications } = sigmoid.law(formula('0 < \\sigma(x) < 1'));
    expect(relations).toEqual([
      { op: '<', left: { expression: integer(0) }, right: { expression: y } },
      { op: '<', left: { expression: y }, right: { expression: one } },
    ]);
    expect(applications).toEqual([]);
  });

  it('keeps hypotheses apart and lists its own variables', () => {
    const law = sigmoid.law(formula('x \\le z \\implies \\sigma(x) \\le \\sigma(z)'));
    expect(law.given).toEqual([{ op: '<=', left: { expression: x }, right: { expression: z } }]);
    expect(law.relations).toEqual([{ op: '<=', left: { expression: y }, right: { expression: symbol('y(z)') } }]);
    expect(law.variables).toEqual(['z']);
    expect(law.applications.map(({ placeholder }) => placeholder)).toEqual(['y(z)']);
  });

  it('sees a derivative as an application, also at the own argument', () => {
    for (const text of [
      "\\sigma'(x) = \\sigma(x)(1 - \\sigma(x))",
      '\\frac{d}{dx}\\sigma(x) = \\sigma(x)(1 - \\sigma(x))',
    ]) {
      const law = sigmoid.law(formula(text));
      expect(law.applications).toEqual([
        { placeholder: "y'(x)", output: 'y', derivative: true, arguments: new Map([['x', x]]) },
      ]);
      expect(law.relations).toEqual([
        { op: '=', left: { expression: symbol("y'(x)") }, right: { expression: mul(y, sub(one, y)) } },
      ]);
    }
  });

  it('may sum an indexed output', () => {
    const { relations } = softmax.law(formula('\\sum_{i} y_{ki} = 1'));
    expect(relations[0]?.left.expression).toBe(reduce('sum', 'i', symbol('y', 0, ['k', 'i'])));
  });

  it('may have variables with indices', () => {
    const law = elaborator(
      { x: ['x', 'input', ['k', 'j']], y: ['f', 'output', ['k', 'j'], ['x']] },
      SOFTMAX_INDICES,
    ).law(formula('f(x_{kj} + c_k)_{kj} = f(x_{kj})_{kj}'));
    expect(law.variables).toEqual(['c']);
    expect(law.relations[0]?.left.expression).toBe(symbol('y(x[k,j] + c[k])', 0, ['k', 'j']));
    expect(law.relations[0]?.right.expression).toBe(symbol('y', 0, ['k', 'j']));
  });

  it('may speak of steps', () => {
    const { relations } = elaborator(ADAMW).law(formula('\\theta_t = (1 - \\eta\\lambda)\\theta_{t-1}'));
    expect(relations[0]?.right.expression).toBe(
      mul(sub(one, mul(symbol('lr'), symbol('weightDecay'))), symbol('theta', 1)),
    );
  });

  it.each([
    ['\\sigma(x)', /states no relation/],
    ['x \\ne 1', /cannot use "\\ne"/],
    ['\\sigma(x, x) = 1', /has 2 arguments/],
    ['\\frac{d}{dx}\\sigma(-x) = 1', /not the derivative of "\\sigma" by its own argument/],
    ['foo(x) = 1', /"foo" is not declared/],
  ])('refuses %s', (text, problem) => {
    expect(() => sigmoid.law(formula(text))).toThrow(FormulaError);
    expect(() => sigmoid.law(formula(text))).toThrow(problem);
  });
});
