import { describe, expect, it } from 'vitest';
import { formula } from './formula.ts';

describe('a formula', () => {
  it('becomes MathML with nothing but elements and attributes of MathML Core', () => {
    const { html } = formula(
      '\\hat{v}_t = \\begin{cases} \\frac{1}{x} & x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}',
    );
    expect(html).toMatch(/^<math display="block">.*<mfrac>.*<mtd class="tml-left">.*<\/math>$/s);
    expect(html).not.toMatch(/ style=/);
  });

  it.each(['\\frac{', '\\nosuchcommand{x}', '\\href{https://example.org}{x}', '\\includegraphics{x}'])(
    'that cannot be drawn, or would load or link, stays LaTeX: %s',
    (latex) => {
      expect(formula(latex).html).toBe(`<code class="latex">${latex}</code>`);
    },
  );

  it('cannot smuggle markup in', () => {
    for (const latex of ['\\text{<img src=x onerror=alert(1)>}', '<script>', 'x"onclick="y', '\\text{&lt;}'])
      expect(formula(latex).html).not.toMatch(/<(?:img|script)|onclick="/);
  });
});
