import { readDirectives, type Vocabulary } from './directives.ts';
import type { Section } from './markdown.ts';
import type { Equation, Patch, Span, SymbolDeclaration } from './page.ts';
import { parseFormula } from './parser.ts';
import { collect, PageProblem } from './problem.ts';
import { formatRational, type Rational } from './rational.ts';

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

/**
 * For each published default of a hyper-parameter the patch that fixes it there: what an implementation does that
 * does not listen to the value it is given. Sources that agree share one patch.
 */
export function defaultPatches(symbols: ReadonlyMap<string, SymbolDeclaration>, span: Span): Patch[] {
  const patches: Patch[] = [];
  for (const { key, defaults } of symbols.values()) {
    const byValue = new Map<string, { value: Rational; names: string[] }>();
    for (const [source, value] of defaults) {
      const group = byValue.get(formatRational(value)) ?? { value, names: [] };
      group.names.push(source);
      byValue.set(formatRational(value), group);
    }
    for (const { value, names } of byValue.values())
      patches.push({
        id: `default-${key}-${names[0]}`,
        kind: 'default',
        title: `${key} fixed at the default of ${names.join(', ')}`,
        why: `The value given for ${key} is not used.`,
        mode: '',
        replacements: new Map(),
        substitutions: [],
        fixed: new Map([[key, value]]),
        span,
      });
  }
  return patches;
}

/**
 * Patches without those defaults that another patch of the page states under a name of its own, so that no mistake has
 * two names.
 */
export function withoutRestatedDefaults(patches: ReadonlyMap<string, Patch>): Map<string, Patch> {
  const stated = new Set(
    [...patches.values()].filter((patch) => patch.kind !== 'default' && onlyFixes(patch)).map(fixedText),
  );
  return new Map([...patches].filter(([, patch]) => patch.kind !== 'default' || !stated.has(fixedText(patch))));
}

const onlyFixes = ({ replacements, substitutions }: Patch): boolean =>
  replacements.size === 0 && substitutions.length === 0;

const fixedText = ({ fixed, mode }: Patch): string =>
  [...fixed].map(([key, value]) => `${mode} ${key} = ${formatRational(value)}`).join(', ');
