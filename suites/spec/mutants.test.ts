import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtinPagesFolder, loadPages } from '../../spec/language/load-page.ts';
import type { Page } from '../../spec/language/page.ts';
import { type Mutant, mutantsOf } from './testing/mutants.ts';
import { proveText } from './testing/plant-error.ts';

const { pages } = loadPages([builtinPagesFolder()]);

/** In inference the state is at rest, so its values before and after the step are one number. */
function isEqualMathematics(page: Page, { span, formula }: Mutant): boolean {
  const atRest = [...(page.systems.get('inference')?.equations.values() ?? [])];
  const timeless = (latex: string): string => latex.replaceAll('t-1', 't');
  return atRest.some((equation) => equation.span === span && timeless(formula) === timeless(equation.latex));
}

function textWith(page: Page, { span, formula }: Mutant): string {
  const lines = readFileSync(page.file, 'utf8').split('\n');
  const height = span.text.split('\n').length;
  const before = lines.slice(span.line - 1, span.line - 1 + height).join('\n');
  lines.splice(
    span.line - 1,
    height,
    before.replace(span.text, () => formula),
  );
  return lines.join('\n');
}

/** One slip in eighteen, other ones on each page; `npm run mutants` tries every one. */
const STRIDE = process.env.ASSAY_EVERY_MUTANT === '1' ? 1 : 18;

describe('one mistyped digit, sign, index, hat, root, fraction or exponent in a definition, step, derivative or accuracy form', () => {
  const own = [...pages].map(([id, page]) => ({ id, page, mutants: [...mutantsOf(page)] }));
  const answerable = own.filter(({ mutants }) => mutants.length > 0);

  it('can happen on every page that is not another page under patches', () => {
    expect(answerable.map(({ id }) => id)).toEqual([...pages.values()].filter(({ base }) => !base).map(({ id }) => id));
  });

  it.each(answerable)('$id: is refused wherever it changes the mathematics', ({ page, mutants }) => {
    const offset = page.name.length % STRIDE;
    const accepted = mutants.filter(
      (mutant, i) =>
        i % STRIDE === offset &&
        !isEqualMathematics(page, mutant) &&
        proveText(textWith(page, mutant), page.name, 40).every(({ status }) => status !== 'refused'),
    );
    expect(accepted.map(({ span, formula }) => `line ${span.line}: ${formula}`)).toEqual([]);
  });
});
