import { describe, expect, it } from 'vitest';
import { displayWidth } from '../reports/display-width.ts';
import { createStyle } from '../reports/terminal-style.ts';
import { builtinPagesFolder, findPage, loadPages } from '../spec/language/load-page.ts';
import { knownInseparablePairs } from '../suites/diagnosis/known-separations.ts';
import { gradientExpression, valueExpression } from '../suites/diagnosis/stateless-expression.ts';
import { Criterion } from '../suites/judge/criterion.ts';
import { LANE } from '../suites/judge/point.ts';
import { checkLines, pageLines } from './explain-lines.ts';
import { runCommand } from './main.ts';
import { summarisePage } from './page-summary.ts';
import { collectingConsole } from './testing/collecting-console.ts';

async function explain(...words: string[]) {
  const console = collectingConsole();
  const exitCode = await runCommand(['explain', ...words], console);
  return { exitCode, output: console.output(), messages: console.messages() };
}

const { pages } = loadPages([builtinPagesFolder()]);
const style = createStyle(false);
const shown = (name: string): string => {
  const page = findPage(pages, name);
  return pageLines(summarisePage(page), style, knownInseparablePairs(page.id)).join('\n');
};

describe('a page in the terminal', () => {
  it('has formulas, inputs, bounds, algorithms, mistakes, checks and sources', () => {
    const text = shown('activation/glu');
    for (const part of [
      'Gated linear unit: activation/glu (tensor)',
      '  s_nc = 1/(1 + e^(-b_nc))',
      'Inputs, in the order of a call: a, b',
      '  ∂y_nc/∂b_nc = a_nc s_nc (1 - s_nc)',
      'K = 13 (exp 6 + add 1 + div 5 + mul 1)',
      '  half-tanh',
      '  bare-product\n    The gate is not squashed: the bilinear unit.\n      s_nc = b_nc',
      '  activation/glu/derivative',
      'Dauphin',
    ])
      expect(text).toContain(part);
  });

  it('has the domain and the published defaults of hyper-parameters, and what stays between steps', () => {
    const text = shown('adamw');
    expect(text).toMatch(/^ {2}beta1 .*in \[0, 1\); default 0\.9 \(/m);
    expect(text).toContain('State, kept between steps');
  });

  it('says what a patch replaces where it has no formula', () => {
    expect(shown('adamw')).toMatch(/ becomes .* in /);
  });

  it('has formulas inside sentences as formulas', () => {
    expect(shown('sigmoid')).toContain('For large negative x the sum 1 + tanh');
    expect(shown('sigmoid')).not.toMatch(/\$|\\[a-z]/);
  });

  it.each([...pages.keys()])('%s: no line is wider than the terminal, none ends in a space', (id) => {
    const lines = shown(id).split('\n');
    expect(lines.filter((line) => displayWidth(line) > 80 || line !== line.trimEnd())).toEqual([]);
  });
});

describe('a check in the terminal', () => {
  it('is what that check does and nothing else', () => {
    const lines = checkLines(summarisePage(findPage(pages, 'sigmoid')), 'activation/sigmoid/laws', style).join('\n');
    expect(lines).toContain('σ(-x) = 1 - σ(x)');
    expect(lines).not.toContain('Known mistakes');
    expect(lines).toContain('assay run SUBJECT --checks activation/sigmoid/laws');
  });
});

describe('the bounds of a page', () => {
  it('are counted as the judge counts them', () => {
    const sigmoid = findPage(pages, 'sigmoid');
    const own = new Criterion(sigmoid, 'y', valueExpression(sigmoid, 'y'), [LANE]);
    const ofValue = summarisePage(sigmoid).bounds.find(({ of }) => of === 'y');
    expect(ofValue).toEqual({ of: 'y', K: own.K, derivation: own.derivation });

    const softmax = findPage(pages, 'softmax');
    const gradient = gradientExpression(softmax, 'y', 'x')!;
    const judged = new Criterion(softmax, "y'", gradient.expression, gradient.indices);
    const ofDerivative = summarisePage(softmax).bounds.find(({ of }) => of === "y' by x");
    expect(ofDerivative).toEqual({ of: "y' by x", K: judged.K, derivation: judged.derivation });
  });
});

describe('assay explain', () => {
  it('takes the short name of a check, and --json', async () => {
    const { exitCode, output } = await explain('sigmoid/value', '--json');
    expect(exitCode).toBe(0);
    const { check, page } = JSON.parse(output);
    expect(check.id).toBe('activation/sigmoid/value');
    expect(page).toEqual(JSON.parse(JSON.stringify(summarisePage(findPage(pages, 'sigmoid')))));
  });

  it('says which changes of a page its experiments cannot tell apart, and why', async () => {
    const { output } = await explain('optimizer/adamw');
    const pairs = knownInseparablePairs('optimizer/adamw');
    const shownPairs = output.slice(
      output.indexOf('Not told apart in float32 by the experiments'),
      output.indexOf('\nChecks\n'),
    );
    for (const { a, b, why } of pairs) {
      expect(shownPairs).toContain(`  ${a} and ${b || 'the page itself'}\n`);
      expect(shownPairs.replaceAll(/\s+/g, ' ')).toContain(`${why.slice(1)}.`);
    }
    const { inseparable } = JSON.parse((await explain('adamw', '--json')).output);
    expect(inseparable).toEqual(pairs);
    expect(inseparable[0]).toEqual({ a: expect.any(String), b: expect.any(String), why: expect.any(String) });
  });

  it('calls the page by its own name where a change of it is not told from it', () => {
    const pair = { a: 'late', b: '', why: 'equal at every step' };
    const lines = pageLines(summarisePage(findPage(pages, 'sgd')), style, [pair]).join('\n');
    expect(lines).toContain('  late and the page itself\n    Equal at every step.');
  });

  it('says nothing of it where every pair is told apart', async () => {
    expect((await explain('optimizer/sgd')).output).not.toContain('Not told apart');
    expect(JSON.parse((await explain('optimizer/sgd', '--json')).output)).not.toHaveProperty('inseparable');
  });

  it('names what was meant where there is no such page, and exits with 2', async () => {
    const { exitCode, output, messages } = await explain('activation/sigmod');
    expect(exitCode).toBe(2);
    expect(output).toBe('');
    expect(messages).toContain('there is no page or check `activation/sigmod`; did you mean `activation/sigmoid`');
  });

  it('lists the checks of a page that has not this one', async () => {
    const { exitCode, messages } = await explain('sigmoid/gradient');
    expect(exitCode).toBe(2);
    expect(messages).toContain('activation/sigmoid/derivative');
  });

  it('says where to look when nothing is near', async () => {
    expect((await explain('quaternions')).messages).toContain('assay list');
  });
});
