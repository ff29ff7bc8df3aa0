import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { areDisjoint } from '../../reference/enclosure.ts';
import { evaluate } from '../../reference/evaluate.ts';
import { bigintField } from '../../reference/interval/bigint.ts';
import { type CitedEquation, citedEquations } from './cited.ts';
import { builtinPagesFolder, findPage, loadPages } from './load-page.ts';
import type { CitedFormula, Page } from './page.ts';
import { rationalPoints } from './testing/rational-points.ts';

const { pages } = loadPages([builtinPagesFolder()]);
const citations = [...pages.values()].flatMap((page) =>
  page.cited.map((cited): [string, string, Page, CitedFormula] => [page.id, cited.latex, page, cited]),
);

/** 60 digits: a constant copied with one digit less is 50 digits above the width of the enclosures. */
const field = bigintField(200);

const POINTS = 40;

/** At how many of the points both sides have a value, and at how many of these the values cannot be one number. */
function compare(page: Page, { printed, page: own }: CitedEquation): { compared: number; different: number } {
  let compared = 0;
  let different = 0;
  for (const { environment, bindings } of rationalPoints(page, POINTS)) {
    const [a, b] = [printed, own].map((side) => field.bounds(evaluate(field, side, environment, { bindings })));
    if (!a || !b) continue;
    compared++;
    if (areDisjoint(a, b)) different++;
  }
  return { compared, different };
}

function equations(page: Page, cited: CitedFormula): readonly CitedEquation[] {
  const result = citedEquations(page, cited);
  if (typeof result === 'string') throw new Error(result);
  return result;
}

const cite = (latex: string, is: string, more: Partial<CitedFormula> = {}): CitedFormula => ({
  document: '000',
  latex,
  is,
  span: { file: 'notes', line: 1, column: 1, text: latex },
  ...more,
});

const agrees = (id: string, cited: CitedFormula): boolean => {
  const page = findPage(pages, id);
  const results = equations(page, cited).map((equation) => compare(page, equation));
  expect(results.every(({ compared }) => compared > POINTS / 2)).toBe(true);
  return results.every(({ different }) => different === 0);
};

describe('the formulas of documents', () => {
  it.each(citations)('%s: %s is what the page says it is', (_id, _latex, page, cited) => {
    for (const equation of equations(page, cited)) {
      const { compared, different } = compare(page, equation);
      expect(compared, equation.key).toBeGreaterThan(POINTS / 2);
      expect(different, equation.key).toBe(0);
    }
  });

  const documents = process.env.ASSAY_DOCUMENTS;
  const why = documents === undefined ? ' (skipped: ASSAY_DOCUMENTS does not name their folder)' : '';
  it.skipIf(documents === undefined)(`stand in the documents as they are cited${why}`, () => {
    const folder = documents ?? '';
    // A document may set parts of one formula as mathematics and parts as text.
    const bare = (text: string) => text.replaceAll(/[\s$]+/g, '');
    const texts = new Map<string, string>();
    for (const name of readdirSync(folder)) texts.set(name.slice(0, 3), bare(readFileSync(join(folder, name), 'utf8')));
    const missing = citations.filter(([, latex, , { document }]) => !texts.get(document)?.includes(bare(latex)));
    expect(missing.map(([id, latex]) => `${id}: ${latex}`)).toEqual([]);
  });
});

describe('a cited formula', () => {
  it('that is wrong in the last digits disagrees with the definition', () => {
    const short = 'GELU(x) \\approx 0.5x(1 + \\tanh(\\sqrt{2/\\pi}(x + 0.0447x^3)))';
    expect(agrees('gelu-tanh', cite(short, 'definition'))).toBe(false);
    expect(agrees('gelu-tanh', cite(short.replace('0.0447', '0.044715'), 'definition'))).toBe(true);
  });

  it('that has the wrong sign or the wrong time disagrees', () => {
    const step = '\\theta \\leftarrow \\theta - \\eta u_t';
    expect(agrees('adamw', cite(`${step} - \\eta \\lambda \\theta`, 'definition'))).toBe(true);
    expect(agrees('adamw', cite(`${step} + \\eta \\lambda \\theta`, 'definition'))).toBe(false);
    expect(agrees('adamw', cite('\\hat{m} = \\frac{m_{t-1}}{1 - \\beta_1^t}', 'previous-first-moment'))).toBe(true);
    expect(agrees('adamw', cite('\\hat{m} = \\frac{m_{t-1}}{1 - \\beta_1^t}', 'definition'))).toBe(false);
  });

  it('may be written one step later', () => {
    expect(agrees('adam', cite('\\theta_{t+1} = \\theta_t - \\eta u_t', 'definition'))).toBe(true);
    expect(agrees('adam', cite('\\theta_{t+1} = \\theta_t + \\eta u_t', 'definition'))).toBe(false);
  });

  it('without a time on the right starts from the values before the step', () => {
    expect(agrees('adamw', cite('m = \\beta_1 m + (1 - \\beta_1) g', 'definition'))).toBe(true);
    expect(agrees('adamw', cite('v := \\beta_1 v + (1 - \\beta_2) g^2', 'definition'))).toBe(false);
  });

  it('is compared with each equation that it states', () => {
    const both = '\\hat{m} = \\frac{m_t}{1 - \\beta_1^t}; \\quad \\hat{v} = \\frac{v_t}{1 - \\beta_2^t}';
    expect(equations(findPage(pages, 'adam'), cite(both, 'definition')).map(({ key }) => key)).toEqual([
      'mHat',
      'vHat',
    ]);
  });

  it('may use names of its own where the citation says what they are', () => {
    const rate = cite('lr_t = \\eta \\cdot \\frac{t}{T_W}', 'definition', {
      names: new Map([
        ['\\eta', 'lrMax'],
        ['T_W', 'warmupSteps'],
      ]),
      when: 't < T_{\\text{warmup}}',
    });
    expect(agrees('cosine-warmup', rate)).toBe(true);
    expect(agrees('cosine-warmup', { ...rate, latex: 'lr_t = \\eta \\cdot \\frac{t + 1}{T_W}' })).toBe(false);
  });

  it('that names a term has the symbol in its place, at this step', () => {
    const names = new Map([
      ['W', 'theta'],
      ['\\frac{\\partial L}{\\partial W}', 'g'],
    ]);
    const descent = cite('W \\leftarrow W - \\eta \\frac{\\partial L}{\\partial W}', 'definition', { names });
    expect(agrees('sgd', descent)).toBe(true);
    expect(agrees('sgd', { ...descent, latex: descent.latex.replace('-', '+') })).toBe(false);
    const sum = new Map([['\\sum_\\tau g_\\tau^2', 'accumulator']]);
    const scaled = cite(
      '\\theta \\leftarrow \\theta - \\eta g_t / \\sqrt{\\sum_\\tau g_\\tau^2 + \\epsilon}',
      'epsilon-inside-root',
      {
        names: sum,
      },
    );
    expect(agrees('adagrad', scaled)).toBe(true);
    expect(agrees('adagrad', { ...scaled, is: 'definition' })).toBe(false);
  });

  it('is claimed only for the case it is printed for', () => {
    const rate = cite('\\eta_t = \\eta_{\\max} \\frac{t}{T_{\\text{warmup}}}', 'definition');
    expect(agrees('cosine-warmup', rate)).toBe(false);
  });

  it('of a derivative is compared with the derivative', () => {
    expect(agrees('sigmoid', cite("\\sigma'(x) = \\sigma(x) (1 - \\sigma(x))", 'derivative'))).toBe(true);
    expect(agrees('sigmoid', cite('\\frac{d}{dx} \\sigma(x) = \\sigma(x)^2', 'derivative'))).toBe(false);
    expect(citedEquations(findPage(pages, 'sigmoid'), cite("\\sigma'(x) = 1", 'definition'))).toMatch(/derivative/);
  });

  it('may leave the sum of a matrix product unwritten', () => {
    expect(agrees('affine', cite('y = Wx + b', 'definition'))).toBe(true);
    expect(agrees('affine', cite('y = b + W \\cdot x', 'definition'))).toBe(true);
    expect(agrees('affine', cite('y = Wx - b', 'definition'))).toBe(false);
    expect(agrees('affine', cite('y = Wx', 'definition'))).toBe(false);
    expect(citedEquations(findPage(pages, 'affine'), cite('y = W + b', 'definition'))).toMatch(/both factors/);
  });

  it('that cannot be read says why', () => {
    const adamw = findPage(pages, 'adamw');
    expect(citedEquations(adamw, cite('m_t = \\beta_1 q', 'definition'))).toMatch(/"q" is not declared/);
    expect(citedEquations(adamw, cite('\\frac{m_t', 'definition'))).toMatch(/never closed/);
    expect(citedEquations(adamw, cite('v_t \\ge 0', 'definition'))).toMatch(/inequality/);
    expect(citedEquations(adamw, cite('m_t', 'definition'))).toMatch(/not one output/);
    expect(citedEquations(adamw, cite('g = 2 g', 'definition'))).toMatch(/no equation for "g"/);
  });
});
