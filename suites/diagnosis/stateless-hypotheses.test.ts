import { describe, expect, it } from 'vitest';
import { derivativesFor } from '../../spec/language/derivative-expression.ts';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { LANE } from '../judge/point.ts';
import { derivativeHypotheses, type StatelessHypothesis } from './stateless-hypotheses.ts';

const { pages } = loadPages([builtinPagesFolder()]);

const outputOf = (page: Page): string => [...page.symbols.values()].find(({ role }) => role === 'output')!.key;

function mistakesOf(page: Page): StatelessHypothesis[] {
  const output = outputOf(page);
  const indices = page.kind === 'tensor' ? page.symbols.get(output)!.shape : [LANE];
  return derivativesFor(page, output).flatMap(({ wrt }) => [...derivativeHypotheses({ page, output, wrt, indices })]);
}

const formulaOf = (id: string, mistake: string): string | undefined =>
  mistakesOf(pages.get(id)!).find(({ ids }) => ids[0] === mistake)?.latex;

describe('mistakes with the derivative of any page', () => {
  const stateless = [...pages.values()].filter(({ kind }) => kind === 'scalar' || kind === 'tensor');

  it.each(stateless.map((page) => [page.id, page] as const))('of %s show the derivative they make', (_, page) => {
    const equations = derivativesFor(page, outputOf(page), 'definition').map(({ latex }) => latex);
    const lefts = equations.map((latex) => latex.slice(0, latex.indexOf('=')).trim());
    for (const { ids, latex } of mistakesOf(page)) {
      // The derivative itself is right there; what is lost is its product with the gradient of the output.
      if (ids[0] === 'cotangent-ignored') continue;
      expect(lefts, ids[0]).toContain(latex?.slice(0, latex.indexOf('=')).trim());
      expect(equations, ids[0]).not.toContain(latex);
    }
  });

  it('say it in the symbols of the page', () => {
    expect(formulaOf('activation/sigmoid', 'derivative-fed-input')).toBe("\\sigma'(x) = x (1 - x)");
    expect(formulaOf('elementary/erf', 'derivative-negated')).toBe("f'(x) = -\\frac{2}{\\sqrt{\\pi}} e^{-x^2}");
    expect(formulaOf('activation/softmax', 'jacobian-diagonal-only')).toBe(
      '\\frac{\\partial y_{ki}}{\\partial x_{kj}} = \\begin{cases} y_{ki} (1 - y_{kj}) & i = j \\\\ 0 & \\text{otherwise} \\end{cases}',
    );
  });
});
