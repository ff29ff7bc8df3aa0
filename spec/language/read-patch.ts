import { readDirectives, type Vocabulary } from './directives.ts';
import type { Section } from './markdown.ts';
import type { Equation, Patch } from './page.ts';
import { parseFormula } from './parser.ts';
import { collect, PageProblem } from './problem.ts';

const HEADING = /^([a-z0-9]+(?:-[a-z0-9]+)*)(?::\s*(.+))?$/;

/** The first sentence, without its full stop, and what follows it. A full stop inside a number ends no sentence. */
function splitSentence(text: string): { first: string; rest: string } {
  const end = /[.!?](?=\s|$)/.exec(text)?.index ?? text.length;
  return { first: text.slice(0, end), rest: text.slice(end + 1).trim() };
}

/**
 * One entry of *Algorithms*, *Accepted variants* or *Known mistakes*: the heading is its id, perhaps followed by a
 * colon and a title, which is else the first sentence below it; further sentences say why; formulas replace or add
 * equations; directive lines substitute.
 */
export function readPatch(
  section: Section,
  kind: Patch['kind'],
  vocabulary: Vocabulary,
  problems: PageProblem[],
): Patch {
  const heading = HEADING.exec(section.title);
  if (!heading)
    problems.push(
      new PageProblem(section.span, `"${section.title}" is not an id`, 'write lower-case words joined by hyphens'),
    );
  const id = heading?.[1] ?? section.title;
  const { text, mode, substitutions, fixed } = readDirectives(section.lines, vocabulary, problems);
  const replacements = new Map<string, Equation>();
  for (const formula of section.formulas)
    collect(problems, formula, () => {
      const equation = vocabulary.elaborator.equation(parseFormula(formula));
      if (replacements.has(equation.key))
        problems.push(new PageProblem(formula, `"${id}" replaces "${equation.key}" twice`, 'keep one of the formulas'));
      replacements.set(equation.key, { ...equation, latex: formula.text, span: formula });
    });
  if (section.formulas.length === 0 && substitutions.length === 0 && fixed.size === 0)
    problems.push(
      new PageProblem(section.span, `"${id}" changes nothing`, 'give it a formula or a line "replace ..."'),
    );
  const { first, rest } = splitSentence(text);
  return {
    id,
    kind,
    title: heading?.[2] ?? (first === '' ? id.replaceAll('-', ' ') : first),
    why: heading?.[2] === undefined ? rest : text,
    mode,
    replacements,
    substitutions,
    fixed,
    span: section.span,
  };
}
