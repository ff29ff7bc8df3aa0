import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Mutant, mutantsOf } from './testing/mutants.ts';
import { proveText } from './testing/plant-error.ts';

const { pages } = loadPages([builtinPagesFolder()]);

/** In inference the state is at rest, so its values before and after the step are one number. */
const EQUAL_MATHEMATICS: ReadonlySet<string> = new Set([
  '\\hat{x}_{ncs} = \\frac{x_{ncs} - \\bar{\\mu}_{c,t}}{\\sqrt{\\bar{v}_{c,t-1} + \\epsilon}}',
  '\\hat{x}_{ncs} = \\frac{x_{ncs} - \\bar{\\mu}_{c,t-1}}{\\sqrt{\\bar{v}_{c,t} + \\epsilon}}',
]);

function textWith(page: Page, { span, formula }: Mutant): string {
  const lines = readFileSync(page.file, 'utf8').split('\n');
  const height = span.text.split('\n').length;
  const before = lines.slice(span.line - 1, span.line - 1 + height).join('\n');
  lines.splice(span.line - 1, height, before.replace(span.text, () => formula));
  return lines.join('\n');
}

describe('one mistyped digit, sign, index, hat or root in a definition, step, derivative or accuracy form', () => {
  it.each([...pages])('%s: is refused wherever it changes the mathematics', (_, page) => {
    const mutants = [...mutantsOf(page)];
    expect(mutants.length).toBeGreaterThan(0);
    const accepted = mutants.filter(
      (mutant) =>
        !EQUAL_MATHEMATICS.has(mutant.formula) &&
        proveText(textWith(page, mutant), page.name, 40).every(({ status }) => status !== 'refused'),
    );
    expect(accepted.map(({ span, formula }) => `line ${span.line}: ${formula}`)).toEqual([]);
  });
});
