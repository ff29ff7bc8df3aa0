import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import { proveSpec } from './prove-spec.ts';
import { type Edit, plantError } from './testing/plant-error.ts';

const { pages, problems } = loadPages([builtinPagesFolder()]);

describe('pages of the project', () => {
  it('can all be read', () => {
    expect(problems.map(String)).toEqual([]);
    expect(pages.size).toBeGreaterThanOrEqual(11);
  });

  it.each([...pages])('%s: every statement is proved or checked, none is refused', (id, page) => {
    const statements = proveSpec(new Map([[id, page]]), []);
    expect(statements.filter(({ status }) => status === 'refused')).toEqual([]);
    expect(statements.length).toBeGreaterThanOrEqual(page.laws.length + page.patches.size / 2);
  });

  it('every law, algorithm, variant, mistake, derivative and limit of a page is spoken of', () => {
    for (const [id, page] of pages) {
      const said = proveSpec(new Map([[id, page]]), [], { points: 10 }).map(({ what }) => what);
      const expected = [
        ...page.laws.map((law) => `law ${law.id}`),
        ...[...page.patches.values()].filter(({ kind }) => kind !== 'default').map(({ kind, id }) => `${kind} ${id}`),
        ...page.derivatives.map(({ output }) => `derivative of ${output}`),
        ...page.limits.filter(({ at }) => at !== 'nan').map((l) => `of ${l.output}${l.derivative ? "'" : ''} at ${l.at}`),
      ];
      for (const name of expected) expect(said.some((what) => what.includes(name)), `${id}: ${name}`).toBe(true);
    }
  });
});

interface Planted extends Edit {
  readonly page: string;
  /** What was done to the page. */
  readonly error: string;
  /** The statement that finds it. */
  readonly caught: string;
  /** The line that is blamed, where it is not that of the error itself: its heading, and a text in that section. */
  readonly blamed?: readonly [heading: string, text: string];
}

const PLANTED: readonly Planted[] = [
  {
    page: 'activation/sigmoid',
    error: 'a digit of the definition',
    after: '## Definition',
    from: '{1 + e^{-x}}',
    to: '{2 + e^{-x}}',
    caught: 'algorithm half-tanh: y',
    blamed: ['### half-tanh', '\\sigma'],
  },
  {
    page: 'activation/sigmoid',
    error: 'the sign of the exponent in the definition',
    after: '## Definition',
    from: 'e^{-x}',
    to: 'e^{x}',
    caught: 'derivative of y by x',
    blamed: ['## Derivative', '\\sigma'],
  },
  {
    page: 'activation/sigmoid',
    error: 'a sign of the derivative',
    after: '## Derivative',
    from: '(1 - ',
    to: '(1 + ',
    caught: 'derivative of y by x',
  },
  {
    page: 'activation/sigmoid',
    error: 'a sign in the accuracy form of the derivative',
    after: '## Accuracy form',
    from: '(1 + e^{x})',
    to: '(1 + e^{-x})',
    caught: 'accuracy form of the derivative of y by x',
  },
  {
    page: 'activation/sigmoid',
    error: 'a limit at minus infinity',
    after: 'limits:',
    from: "{output: y, at: '-inf', value: '0'}",
    to: "{output: y, at: '-inf', value: '-1'}",
    caught: 'limit of y at -inf',
  },
  {
    page: 'activation/sigmoid',
    error: 'a limit of the derivative at zero',
    after: 'limits:',
    from: "{output: \"y'\", at: '+0', value: '0.25'}",
    to: "{output: \"y'\", at: '+0', value: '0.5'}",
    caught: "value of y' at +0",
  },
  {
    page: 'activation/sigmoid',
    error: 'a sign in a law',
    after: '### symmetry',
    from: '1 - \\sigma(x)',
    to: '1 + \\sigma(x)',
    caught: 'law symmetry',
  },
  {
    page: 'activation/sigmoid',
    error: 'a bound in a law that is a little too low',
    after: '### derivative-bound',
    from: '\\frac{1}{4}',
    to: '0.2499999',
    caught: 'law derivative-bound',
  },
  {
    page: 'activation/sigmoid',
    error: 'the direction of an inequality under a hypothesis',
    after: '### monotonic',
    from: '\\sigma(x) \\le \\sigma(z)',
    to: '\\sigma(x) \\ge \\sigma(z)',
    caught: 'law monotonic',
  },
  {
    page: 'activation/sigmoid',
    error: 'an algorithm that is other mathematics',
    after: '### half-tanh',
    from: '\\frac{x}{2}',
    to: 'x',
    caught: 'algorithm half-tanh: y',
  },
  {
    page: 'activation/sigmoid',
    error: 'an algorithm that is wrong on one half line only',
    after: '### two-branches',
    from: '\\frac{e^{x}}{1 + e^{x}}',
    to: '\\frac{e^{x}}{1 + e^{-x}}',
    caught: 'algorithm two-branches: y',
  },
  {
    page: 'activation/sigmoid',
    error: 'a mistake that changes nothing',
    after: '### missing-minus',
    from: 'e^{x}',
    to: 'e^{-x}',
    caught: 'mistake missing-minus is other mathematics',
    blamed: ['', '### missing-minus'],
  },
  {
    page: 'activation/sigmoid',
    error: 'a mistake that only looks different',
    after: '### missing-minus',
    from: '\\frac{1}{1 + e^{x}}',
    to: '\\frac{e^{x}}{1 + e^{x}}',
    caught: 'mistake missing-minus is other mathematics',
    blamed: ['', '### missing-minus'],
  },
  {
    page: 'activation/sigmoid',
    error: 'a brace that is not closed',
    after: '## Definition',
    from: '{1 + e^{-x}}',
    to: '{1 + e^{-x}',
    caught: '',
  },
  {
    page: 'activation/sigmoid',
    error: 'a domain that the values leave',
    after: 'symbols:',
    from: "'(0, 1)'",
    to: "'(0, 0.9)'",
    caught: 'y stays in (0, 0.9)',
    blamed: ['## Definition', '\\sigma'],
  },
  {
    page: 'activation/gelu',
    error: 'the argument in the accuracy form',
    after: '## Accuracy form',
    from: '(-\\frac{x}{\\sqrt{2}})',
    to: '(-\\frac{x}{2})',
    caught: 'accuracy form of y',
  },
  {
    page: 'activation/gelu',
    error: 'a lower bound above the minimum',
    after: '### lower-bound',
    from: '\\ge -0.17',
    to: '\\ge -0.1699',
    caught: 'law lower-bound',
  },
  {
    page: 'activation/gelu',
    error: 'the exponent in the derivative',
    after: '## Derivative',
    from: '-\\frac{x^2}{2}',
    to: '-\\frac{x^3}{2}',
    caught: 'derivative of y by x',
  },
  {
    page: 'activation/gelu-tanh',
    error: 'the last digit of a constant in the derivative',
    after: '## Derivative',
    from: '0.134145',
    to: '0.134146',
    caught: 'derivative of y by x',
  },
  {
    page: 'activation/gelu-tanh',
    error: 'the last digit of a constant in the definition',
    after: '## Definition',
    from: '0.044715',
    to: '0.044716',
    caught: 'algorithm factored-cube: y',
    blamed: ['### factored-cube', 'z ='],
  },
  {
    page: 'activation/softmax',
    error: 'an index of the Jacobian',
    after: '## Derivative',
    from: 'y_{kj})',
    to: 'y_{ki})',
    caught: 'derivative of y by x',
  },
  {
    page: 'activation/softmax',
    error: 'the order of a difference in the accuracy form',
    after: '## Accuracy form',
    from: 'x_{kj} - x_{ki}',
    to: 'x_{ki} - x_{kj}',
    caught: 'accuracy form of y',
  },
  {
    page: 'activation/softmax',
    error: 'the total of a row',
    after: '### total',
    from: 'y_{ki} = 1',
    to: 'y_{ki} = 2',
    caught: 'law total',
  },
  {
    page: 'activation/softmax',
    error: 'the index of the sum in the definition',
    after: '## Definition',
    from: 'e^{x_{kj}}',
    to: 'e^{x_{ki}}',
    caught: 'accuracy form of y',
    blamed: ['## Accuracy form', 'y_{ki} ='],
  },
  {
    page: 'optimizer/adamw',
    error: 'epsilon inside the root of the definition',
    after: '## Step',
    from: '\\sqrt{\\hat{v}_t} + \\epsilon',
    to: '\\sqrt{\\hat{v}_t + \\epsilon}',
    caught: 'algorithm corrected-root: theta',
    blamed: ['### corrected-root', 'd_t ='],
  },
  {
    page: 'optimizer/adamw',
    error: 'the number of a beta in the definition',
    after: '## Step',
    from: '(1 - \\beta_1) g_t',
    to: '(1 - \\beta_2) g_t',
    caught: 'law first-moment-from-rest',
    blamed: ['### first-moment-from-rest', 'm_t ='],
  },
  {
    page: 'optimizer/adamw',
    error: 'decay that is not scaled, in the definition',
    after: '## Step',
    from: '- \\eta \\lambda \\theta_{t-1}',
    to: '- \\lambda \\theta_{t-1}',
    caught: 'law decay-only',
    blamed: ['### decay-only', '\\theta_t ='],
  },
  {
    page: 'optimizer/adamw',
    error: 'a default outside its domain',
    after: 'beta1:',
    from: "pytorch: '0.9'",
    to: "pytorch: '1.9'",
    caught: 'given values of beta1 lie in [0, 1)',
    blamed: ['', 'theta: {latex'],
  },
  {
    page: 'normalization/batchnorm',
    error: 'a square that is missing in the variance',
    after: '## Step: training',
    from: '(x_{ncs} - \\mu_{c})^2',
    to: '(x_{ncs} - \\mu_{c})',
    caught: 'algorithm one-pass-variance: y (training)',
    blamed: ['### one-pass-variance', 'v_{c} ='],
  },
  {
    page: 'normalization/batchnorm',
    error: 'the count of one axis for that of another',
    after: '## Step: training',
    from: '\\frac{1}{N S}',
    to: '\\frac{1}{N C}',
    caught: 'law batch-mean (training)',
    blamed: ['### batch-mean', '\\frac'],
  },
  {
    page: 'normalization/batchnorm',
    error: 'the sign of an offset in an algorithm of one mode',
    after: '### folded-inference',
    from: '\\beta_{c} - a_{c}',
    to: '\\beta_{c} + a_{c}',
    caught: 'algorithm folded-inference: y (inference)',
    blamed: ['### folded-inference', 'y_{ncs} ='],
  },
  {
    page: 'schedule/cosine-warmup',
    error: 'a factor of the definition',
    after: '## Definition',
    from: '\\frac{1}{2} (1',
    to: '\\frac{1}{3} (1',
    caught: 'algorithm squared-cosine: lr',
    blamed: ['### squared-cosine', '\\eta_t ='],
  },
  {
    page: 'schedule/cosine-warmup',
    error: 'a function in an algorithm',
    after: '### squared-cosine',
    from: '\\cos(',
    to: '\\sin(',
    caught: 'algorithm squared-cosine: lr',
    blamed: ['### squared-cosine', '\\eta_t ='],
  },
  {
    page: 'activation/sigmoid',
    error: 'a sign in a quoted formula',
    after: 'cites:',
    from: '\\frac{1}{1 + e^{-x}}',
    to: '\\frac{1}{1 + e^{x}}',
    caught: 'formula of document 000 is definition (y)',
  },
  {
    page: 'activation/sigmoid',
    error: 'a sign in a quoted derivative',
    after: 'cites:',
    from: '\\sigma(x)(1 - \\sigma(x))',
    to: '\\sigma(x)(1 + \\sigma(x))',
    caught: 'formula of document 000 is derivative (y)',
  },
  {
    page: 'activation/gelu',
    error: 'a quoted mistake that is taken for the accepted variant',
    after: 'x + 0.0447x^3',
    from: 'is: constant-0-0447',
    to: 'is: tanh-approximation',
    caught: 'formula of document 000 is tanh-approximation (y)',
  },
];

describe('a typing error on a page is refused', () => {
  it.each(PLANTED)('$page: $error, by $caught', ({ page, caught, blamed, ...edit }) => {
    const planted = plantError(page, edit);
    const line = blamed ? planted.lineOf(blamed[1], blamed[0]) : planted.line;
    const found = planted.refused.map(({ what, line }) => ({ what, line }));
    if (caught === '') expect(found.map((each) => each.line)).toContain(line);
    else expect(found).toContainEqual({ what: caught, line });
    for (const { detail, fix } of planted.refused) expect(`${detail}${fix ?? ''}`).not.toBe('');
  });

  it.each([...new Set(PLANTED.map(({ page }) => page))])('%s unchanged is accepted', (page) => {
    expect(plantError(page).refused).toEqual([]);
  });
});
