import { createHash } from 'node:crypto';
import type { FormulaAst } from './ast.ts';
import { defaultPatches, withoutRestatedDefaults } from './default-patches.ts';
import type { Vocabulary } from './directives.ts';
import { REAL_LINE } from './domain.ts';
import { createElaborator, type Elaborator } from './elaborate.ts';
import type { Expression } from './expression.ts';
import type { FrontMatterReading } from './front-matter.ts';
import { inherit } from './inherit.ts';
import { readLaw } from './law.ts';
import type { MarkdownPage, Section } from './markdown.ts';
import type { DerivativeEquation, Equation, Law, Page, Patch, Span, SymbolDeclaration, System } from './page.ts';
import { parseFormula } from './parser.ts';
import { collect, PageProblem } from './problem.ts';
import { readPatch } from './read-patch.ts';
import type { FrontMatter } from './schema.ts';

/** A page's text taken apart, before its formulas are read. */
export interface PageDraft {
  readonly text: string;
  readonly markdown: MarkdownPage;
  readonly reading: FrontMatterReading;
}

const PATCH_SECTIONS: ReadonlyMap<string, Patch['kind']> = new Map([
  ['Algorithms', 'algorithm'],
  ['Accepted variants', 'variant'],
  ['Known mistakes', 'mistake'],
]);
const SYSTEM_SECTION = /^(?:Definition|Step)(?::\s*(\S+))?$/;
const ACCURACY_SECTION = /^Accuracy form(?::\s*(\S+))?$/;
const PROSE_SECTIONS = new Set(['Notes', 'Sources']);
const SECTION_FIX =
  'sections are Definition, Step, Step: <mode>, Derivative, Accuracy form, Laws, Algorithms, Accepted variants, Known mistakes, Notes, Sources';

/** Whether a formula's left side is a derivative: `f'(x)`, `\frac{dy}{dx}`, `\frac{d}{dx} y`. */
function isDerivative(ast: FormulaAst): boolean {
  if (ast.root.kind !== 'relation') return false;
  const left = ast.root.terms[0];
  if (left?.kind === 'application') return left.callee.primes > 0;
  return left?.kind === 'derivative' || (left?.kind === 'name' && left.primes > 0);
}

function declare(front: FrontMatter): Map<string, SymbolDeclaration> {
  const symbols = new Map<string, SymbolDeclaration>();
  for (const [key, given] of Object.entries(front.symbols)) {
    const { latex, role, initial, of, from, note } = given;
    symbols.set(key, {
      key,
      latex,
      role,
      shape: given.shape ?? [],
      elementwise: given.elementwise ?? false,
      domain: given.domain ?? REAL_LINE,
      defaults: new Map(Object.entries(given.defaults ?? {})),
      ...(initial && { initial }),
      ...(of && { of }),
      ...(from !== undefined && { from }),
      ...(note !== undefined && { note }),
    });
  }
  return symbols;
}

interface Formulas {
  readonly equations: Map<string, Equation>;
  readonly derivatives: DerivativeEquation[];
}

function readFormulas(formulas: readonly Span[], elaborator: Elaborator, problems: PageProblem[]): Formulas {
  const equations = new Map<string, Equation>();
  const derivatives: DerivativeEquation[] = [];
  for (const formula of formulas)
    collect(problems, formula, () => {
      const ast = parseFormula(formula);
      const source = { latex: formula.text, span: formula };
      if (isDerivative(ast)) {
        derivatives.push({ ...elaborator.derivativeEquation(ast), ...source });
        return;
      }
      const equation = elaborator.equation(ast);
      if (equations.has(equation.key))
        problems.push(new PageProblem(formula, `a second equation for "${equation.key}"`, 'keep one of them'));
      equations.set(equation.key, { ...equation, ...source });
    });
  return { equations, derivatives };
}

/** An entry of Algorithms, Accepted variants or Known mistakes. */
interface PatchEntry {
  readonly section: Section;
  readonly kind: Patch['kind'];
}

function readPatches(entries: readonly PatchEntry[], vocabulary: Vocabulary, problems: PageProblem[]) {
  const patches = new Map<string, Patch>();
  for (const { section, kind } of entries) {
    const patch = readPatch(section, kind, vocabulary, problems);
    if (patches.has(patch.id))
      problems.push(
        new PageProblem(section.span, `a second entry called "${patch.id}"`, 'give each entry its own name'),
      );
    patches.set(patch.id, patch);
  }
  return patches;
}

/**
 * Reads the formulas of a page. The result may still be unsound as a whole: see check-page.ts.
 *
 * Patches are read when the page is first asked for them: a page has up to a hundred, and most of the pages that a
 * program loads are never judged. What is wrong with one is told to `complain` then.
 */
export function buildPage(
  draft: PageDraft,
  front: FrontMatter,
  base: Page | undefined,
  problems: PageProblem[],
  complain: (problems: readonly PageProblem[]) => void,
): Page {
  const { markdown, reading } = draft;
  const symbols = new Map([...(base?.symbols ?? []), ...declare(front)]);
  for (const key of front.base?.drop ?? [])
    if (!symbols.delete(key))
      problems.push(new PageProblem(reading.locate(['base', 'drop']), `"${key}" is no symbol of the base page`, ''));
  const indices = new Map([...(base?.indices ?? []), ...Object.entries(front.indices)]);
  const elaborator = createElaborator({ symbols, indices });

  const systems = new Map<string, System>();
  const accuracy = new Map<string, System>();
  const derivatives: DerivativeEquation[] = [];
  const derivativeAccuracy: DerivativeEquation[] = [];
  const entries: PatchEntry[] = [];
  const lawSections: Section[] = [];
  const addTo = (target: Map<string, System>, mode: string, section: Section, into: DerivativeEquation[]): void => {
    const read = readFormulas(section.formulas, elaborator, problems);
    if (read.equations.size > 0) target.set(mode, { mode, equations: read.equations });
    into.push(...read.derivatives);
  };
  for (const section of markdown.sections) {
    const system = SYSTEM_SECTION.exec(section.title);
    const accurate = ACCURACY_SECTION.exec(section.title);
    const kind = PATCH_SECTIONS.get(section.title);
    if (system) addTo(systems, system[1] ?? '', section, derivatives);
    else if (accurate) addTo(accuracy, accurate[1] ?? '', section, derivativeAccuracy);
    else if (section.title === 'Derivative')
      derivatives.push(...readFormulas(section.formulas, elaborator, problems).derivatives);
    else if (section.title === 'Laws') lawSections.push(...section.sections);
    else if (kind) entries.push(...section.sections.map((entry) => ({ section: entry, kind })));
    else if (!PROSE_SECTIONS.has(section.title))
      problems.push(new PageProblem(section.span, `no section of a page is called "${section.title}"`, SECTION_FIX));
  }

  const modes = base?.modes ?? [...systems.keys()];
  const vocabulary = { symbols, modes, elaborator };
  const laws = lawSections.map((section) => readLaw(section, vocabulary, problems)).filter((law): law is Law => !!law);
  const allPatches = (): ReadonlyMap<string, Patch> => {
    const found: PageProblem[] = [];
    const patches = readPatches(entries, vocabulary, found);
    for (const patch of defaultPatches(symbols, reading.locate(['symbols']))) patches.set(patch.id, patch);
    if (found.length > 0) complain(found);
    return withoutRestatedDefaults(patches);
  };

  const scale = new Map<string, Expression>();
  for (const [key, latex] of Object.entries(front.scale)) {
    const span = { ...reading.locate(['scale', key]), text: latex };
    const expression = collect(problems, span, () => elaborator.expression(parseFormula(span)));
    if (expression) scale.set(key, expression);
  }
  const [family = '', name = ''] = front.id.split('/');
  let patches: ReadonlyMap<string, Patch> | undefined;
  const page: Page = {
    id: front.id,
    family,
    name,
    title: front.title,
    file: markdown.file,
    kind: front.kind,
    symbols,
    indices,
    call: front.call ?? base?.call ?? [],
    modes,
    systems,
    accuracy,
    derivatives,
    derivativeAccuracy,
    laws,
    limits: front.limits.map(({ output, at, value }, i) => ({
      output: output.replace("'", ''),
      derivative: output.endsWith("'"),
      at,
      value,
      span: reading.locate(['limits', i]),
    })),
    landmarks: front.landmarks,
    kinks: front.kinks,
    scale,
    get patches() {
      patches ??= allPatches();
      return patches;
    },
    sources: front.sources.map(({ id, title, where }) => ({ id, title, ...(where !== undefined && { where }) })),
    cited: front.cites.map(({ document, latex, is, names, gives, mode, when }, i) => ({
      document,
      latex,
      is,
      ...(names && { names: new Map(Object.entries(names)) }),
      ...(gives !== undefined && { gives }),
      ...(mode !== undefined && { mode }),
      ...(when !== undefined && { when }),
      span: reading.locate(['cites', i, 'latex']),
    })),
    facts: new Map(
      Object.entries(front.facts).map(([key, { value, source }]) => [
        key,
        { value, ...(source !== undefined && { source }) },
      ]),
    ),
    digest: createHash('sha256')
      .update(draft.text)
      .update(base?.digest ?? '')
      .digest('hex'),
  };
  return base && front.base ? inherit(page, base, front.base, reading.locate(['base', 'patches']), problems) : page;
}
