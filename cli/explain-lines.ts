import { padTo } from '../reports/display-width.ts';
import { printable } from '../reports/printable.ts';
import { readableFormula } from '../reports/readable-formula.ts';
import { type Style, TERMINAL_WIDTH } from '../reports/terminal-style.ts';
import { wrap } from '../reports/wrap.ts';
import type { InseparablePair } from '../suites/diagnosis/separations.ts';
import type { PageSummary, ShownBound, ShownEntry, ShownFormula, ShownSymbol } from './page-summary.ts';

const INDENT = '  ';
const DEEPER = '    ';
/** Names in the left column; a longer one gets a line of its own. */
const COLUMN = 18;

const paragraph = (text: string, indent = INDENT): string[] =>
  wrap(printable(text), { width: TERMINAL_WIDTH, first: indent });

/** A formula keeps its first line to the left, so that a second one is seen to belong to it. */
const formulaLines = ({ text, mode }: ShownFormula, indent: string): string[] =>
  wrap(printable(mode === undefined ? text : `${text}   (${mode})`), {
    width: TERMINAL_WIDTH,
    first: indent,
    rest: `${indent}${DEEPER}`,
  });

function row(name: string, text: string): string[] {
  const indent = ' '.repeat(COLUMN);
  if (text === '') return [`${INDENT}${printable(name)}`];
  if (name.length + INDENT.length + 2 > COLUMN)
    return [`${INDENT}${printable(name)}`, ...wrap(printable(text), { width: TERMINAL_WIDTH, first: indent })];
  const first = padTo(`${INDENT}${printable(name)}`, COLUMN);
  return wrap(printable(text), { width: TERMINAL_WIDTH, first, rest: indent });
}

type Rows = readonly string[];

function symbolRow({ key, written, shape, domain, defaults, note }: ShownSymbol): string[] {
  const published = Object.entries(defaults).map(([source, value]) => `${value} (${source})`);
  const parts = [
    written === key ? '' : `written ${written}`,
    shape.length > 0 ? `[${shape.join(', ')}]` : '',
    domain === undefined ? '' : `in ${domain}`,
    published.length > 0 ? `default ${published.join(', ')}` : '',
    note ?? '',
  ];
  return row(key, parts.filter((part) => part !== '').join('; '));
}

function boundRow({ of, K, derivation, mode }: ShownBound): string[] {
  return row(of, `K = ${K} (${derivation})${mode === undefined ? '' : `, ${mode}`}`);
}

/** An entry by name, what it is, what it changes; the reasons are the page's own second sentences. */
function entryLines({ id, title, why, formulas, changes }: ShownEntry, style: Style): string[] {
  return [
    style.strong(`${INDENT}${printable(id)}`),
    ...paragraph(
      [title, why]
        .filter((part) => part !== '')
        .map(sentence)
        .map(prose)
        .join(' '),
      DEEPER,
    ),
    ...formulas.flatMap((each) => formulaLines(each, `${DEEPER}${INDENT}`)),
    ...changes.flatMap((change) => paragraph(change, `${DEEPER}${INDENT}`)),
  ];
}

const sentence = (text: string): string => (/[.!?:]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** Prose of a page as a terminal shows it: the formulas inside it on one line, code without its marks. */
const prose = (text: string): string =>
  text.replaceAll(/\$([^$]+)\$/g, (_, latex: string) => readableFormula(latex)).replaceAll('`', '');

/** Two names that mean the same to every experiment; the page itself has no name among its patches. */
function pairLines({ a, b, why }: InseparablePair, style: Style): string[] {
  const named = (patch: string): string => printable(patch === '' ? 'the page itself' : patch);
  const names = wrap(`${named(a)} and ${named(b)}`, { width: TERMINAL_WIDTH, first: INDENT });
  return [...names.map(style.strong), ...paragraph(capitalised(sentence(why)), DEEPER)];
}

const title = (summary: PageSummary): string =>
  `${summary.title}: ${summary.id} (${summary.kind}${summary.base ? `, made from ${summary.base}` : ''})`;

/**
 * A page in the terminal: at most 80 columns, colour only after lines were broken.
 *
 * @param inseparable changes of the page that its experiments do not tell apart in float32, with the reasons
 */
export function pageLines(page: PageSummary, style: Style, inseparable: readonly InseparablePair[] = []): string[] {
  const lines = wrap(printable(title(page)), { width: TERMINAL_WIDTH }).map(style.strong);
  const section = (name: string, rows: Rows): void => {
    if (rows.length > 0) lines.push('', style.strong(name), ...rows);
  };
  const symbols = (...roles: readonly ShownSymbol['role'][]): Rows =>
    page.symbols.filter(({ role }) => roles.includes(role)).flatMap(symbolRow);
  const entries = (list: readonly ShownEntry[]): Rows => list.flatMap((entry) => entryLines(entry, style));

  section(
    'Definition',
    page.definition.flatMap((each) => formulaLines(each, INDENT)),
  );
  section(`Inputs, in the order of a call: ${page.call.join(', ')}`, symbols('input', 'parameter', 'time'));
  section('Outputs', symbols('output'));
  section('State, kept between steps', symbols('state'));
  section('Names inside the formulas', symbols('local'));
  section('Hyper-parameters', symbols('hyper'));
  section(
    'Derivative',
    page.derivative.flatMap((each) => formulaLines(each, INDENT)),
  );
  section(
    'Accuracy form, from which numbers are computed',
    page.accuracy.flatMap((each) => formulaLines(each, INDENT)),
  );
  section('Bounds: errors up to K ulp are accurate', page.bounds.flatMap(boundRow));
  section(
    'Scale: errors up to K u times this are unstable and not wrong',
    page.scale.flatMap(({ of, text }) => row(of, text)),
  );
  section(
    'Values promised',
    page.limits.flatMap(({ of, at, value }) => row(`${of} at ${at}`, value)),
  );
  if (page.kinks.length > 0)
    section('Kinks', paragraph(`at ${page.kinks.join(', ')} every slope between the one-sided ones is accepted`));
  section('Laws', entries(page.laws));
  section('Algorithms: the same mathematics, computed otherwise', entries(page.algorithms));
  section('Accepted variants: other mathematics, a convention', entries(page.variants));
  section('Known mistakes: other mathematics, and wrong', entries(page.mistakes));
  section(
    'Not told apart in float32 by the experiments',
    inseparable.flatMap((pair) => pairLines(pair, style)),
  );
  section(
    'Checks',
    page.checks.flatMap(({ id, plan }) => [`${INDENT}${printable(id)}`, ...paragraph(plan, DEEPER)]),
  );
  section(
    'Facts',
    page.facts.flatMap(({ name, value, source }) => row(name, source === undefined ? value : `${value} (${source})`)),
  );
  section(
    'Sources',
    page.sources.flatMap((each) =>
      row(each.id, each.where === undefined ? each.title : `${each.title}, ${each.where}`),
    ),
  );
  section(
    'Documents that print it',
    page.documents.flatMap(({ document, is, latex }) => row(document, `${is}: ${readableFormula(latex)}`)),
  );
  return lines;
}

/** What the constants of a page say of one check: those of derivatives for `derivative`, else those of values. */
function boundsOfCheck({ bounds }: PageSummary, property: string): readonly ShownBound[] {
  const ofDerivative = ({ of }: ShownBound): boolean => of.includes("'");
  if (property === 'derivative') return bounds.filter(ofDerivative);
  if (property === 'value' || property === 'schedule' || property === 'step')
    return bounds.filter((each) => !ofDerivative(each));
  return bounds.filter(({ mode }) => mode === property);
}

/** One check of a page: what it does and what it holds a subject to. */
export function checkLines(page: PageSummary, id: string, style: Style): string[] {
  const property = id.slice(page.id.length + 1);
  const plan = page.checks.find((check) => check.id === id)?.plan ?? '';
  const lines = [style.strong(printable(id)), ...paragraph(plan)];
  const section = (name: string, rows: Rows): void => {
    if (rows.length > 0) lines.push('', style.strong(name), ...rows);
  };
  const formulas = property === 'derivative' ? page.derivative : page.definition;
  section(
    page.title,
    formulas
      .filter(
        ({ mode }) => mode === undefined || mode === property || !page.definition.some((f) => f.mode === property),
      )
      .flatMap((each) => formulaLines(each, INDENT)),
  );
  section('Bounds: errors up to K ulp are accurate', boundsOfCheck(page, property).flatMap(boundRow));
  if (property === 'laws')
    section(
      'Laws',
      page.laws.flatMap((law) => entryLines(law, style)),
    );
  if (property === 'special')
    section(
      'Values promised',
      page.limits.flatMap(({ of, at, value }) => row(`${of} at ${at}`, value)),
    );
  lines.push('', ...paragraph(`assay run SUBJECT --checks ${id}`), ...paragraph(`assay explain ${page.id}`));
  return lines;
}
