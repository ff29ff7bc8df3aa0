import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readableFormula } from './readable-formula.ts';

describe('a formula on one line', () => {
  it.each([
    ['d_t = \\sqrt{\\hat{v}_t} + \\epsilon', 'd_t = √(v\u0302_t) + ε'],
    ['\\frac{1}{1 + e^{-x}}', '1/(1 + e^(-x))'],
    ['\\theta_t = \\theta_{t-1} - \\eta\\,u_t', 'θ_t = θ_(t-1) - η u_t'],
    ['T_{\\text{warmup}} \\cdot \\tanh x', 'T_warmup · tanh x'],
    ['\\frac12 x', '1/2 x'],
    ['\\frac{\\partial y_{nc}}{\\partial x_{nc}} = \\frac{a_{c}}{\\sqrt{2}}', '∂y_nc/∂x_nc = a_c/√2'],
    ['\\frac{x_{t-1}}{2 y}', '(x_(t-1))/(2 y)'],
    ['\\begin{cases} x & x > 0 \\\\ a_{c} x & x \\le 0 \\end{cases}', '{ x if x > 0; a_c x if x ≤ 0 }'],
    ['\\begin{cases} 1, & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}', '{ 1 if x > 0; 0 otherwise }'],
    ['\\lfloor \\lvert x \\rvert \\rfloor', '⌊|x|⌋'],
  ])('%s reads %s', (latex, text) => {
    expect(readableFormula(latex)).toBe(text);
  });

  it('ends for every text, unbalanced braces and unknown commands included', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\\{}_^a-z]{0,200}$/)), (text) => {
        expect(typeof readableFormula(text)).toBe('string');
      }),
    );
    expect(readableFormula('{'.repeat(5000))).toContain('{');
    expect(readableFormula('\\constructor \\toString')).toBe('constructor toString');
  });
});
