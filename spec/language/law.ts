import { type Directives, readDirectives, type Vocabulary } from './directives.ts';
import type { Section } from './markdown.ts';
import type { Law } from './page.ts';
import { parseFormula } from './parser.ts';
import { collect, PageProblem } from './problem.ts';

/**
 * One entry of a page's section *Laws*: a heading (its id), a sentence, one formula, and lines such as
 * "where `g = 0`" or "mode: training".
 */
export function readLaw(section: Section, vocabulary: Vocabulary, problems: PageProblem[]): Law | undefined {
  const directives: Directives = readDirectives(section.lines, vocabulary, problems);
  const [formula, ...rest] = section.formulas;
  if (!formula || rest.length > 0) {
    const count = section.formulas.length;
    problems.push(
      new PageProblem(section.span, `law "${section.title}" has ${count} formulas`, 'give each law one formula'),
    );
    return undefined;
  }
  const law = collect(problems, formula, () => vocabulary.elaborator.law(parseFormula(formula)));
  return (
    law && {
      id: section.title,
      text: directives.text,
      latex: formula.text,
      span: formula,
      ...law,
      where: directives.where,
      mode: directives.mode,
    }
  );
}
