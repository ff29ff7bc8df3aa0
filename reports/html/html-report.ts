import { createHash } from 'node:crypto';
import { GLYPH_MEANINGS, GLYPHS } from '../matrix.ts';
import type { Reporter } from '../reporter.ts';
import { collectResults, type Results } from '../results.ts';
import { tally, VERDICT_KINDS, type VerdictKind } from '../tally.ts';
import { expectationsList, provenanceTable, untestedList } from './closing-sections.ts';
import { contextOf, pagesOf, type ReportContext } from './context.ts';
import { findingCard } from './finding-card.ts';
import { type Content, element, fragment, type Markup, trusted } from './markup.ts';
import { grouped } from './numbers.ts';
import { operatorSection } from './operator-section.ts';
import { overviewMatrix } from './overview-matrix.ts';
import { SCRIPT } from './script.ts';
import { filterStyle, STYLE } from './style.ts';
import { leadSentence, verdictCards } from './verdict-cards.ts';

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function runLines({ header, footer }: Results): Markup {
  const facts = [
    header && [
      element('code', {}, header.command),
      `, seed ${header.seed}, profile ${header.profile}, Assay ${header.assay}, Node ${header.node}`,
    ],
    footer &&
      `${grouped(footer.judged)} values judged in ${grouped(footer.checks)} ${footer.checks === 1 ? 'check' : 'checks'}, ${grouped(footer.slow)} by a slow tier, in ${(footer.milliseconds / 1000).toFixed(1)} s`,
  ].filter((fact) => fact !== undefined);
  const early =
    footer === undefined
      ? 'The run did not come to its end; these are the records up to where it stopped.'
      : footer.incomplete === undefined
        ? undefined
        : `The run ended early: ${footer.incomplete}.`;
  return fragment(
    facts.map((fact) => element('p', { class: 'facts' }, fact)),
    early === undefined ? undefined : element('p', { class: 'early' }, element('strong', {}, early)),
  );
}

/** One radio button a verdict that occurs. They work without the script: the style sheet hides what is not asked for. */
function filter(counts: ReadonlyMap<VerdictKind, number>): Markup | undefined {
  const kinds = VERDICT_KINDS.filter((kind) => counts.has(kind));
  if (kinds.length < 2) return undefined;
  const choice = (id: string, label: Content, checked: boolean): Content => [
    element('input', { type: 'radio', name: 'show', id: `show-${id}`, checked }),
    element('label', { for: `show-${id}` }, label),
  ];
  return element(
    'fieldset',
    { class: 'filter' },
    element('legend', {}, 'Show operators, checks and findings that are'),
    choice('all', 'of any verdict', true),
    kinds.map((kind) =>
      choice(
        kind,
        [
          element('span', { 'aria-hidden': 'true' }, `${GLYPHS[kind]} `),
          `${GLYPH_MEANINGS[kind]} (${counts.get(kind)})`,
        ],
        false,
      ),
    ),
  );
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly intro?: string;
  readonly body: Content;
}

function sectionsOf(context: ReportContext): Section[] {
  const { results } = context;
  const { counts } = tally(results.checks, context.profile);
  const pages = [...pagesOf(context)];
  const failing = pages.find(([, checks]) => checks.some((check) => check.profile && check.findings.length > 0))?.[0];
  const matrix = overviewMatrix(context);
  const untested = untestedList(context);
  const provenance = provenanceTable(context);
  const expectations = expectationsList(context);
  const few = 5;
  return [
    { id: 'verdicts', title: 'Verdicts', body: verdictCards(context) },
    ...(expectations ? [{ id: 'expectations', title: 'Expectations', body: expectations }] : []),
    ...(matrix
      ? [
          {
            id: 'operators',
            title: 'Operators by subject',
            intro:
              'The gravest verdict of each operator, how many of its checks passed, and the largest error among them.',
            body: [filter(counts), matrix],
          },
        ]
      : []),
    ...(results.findings.length > 0
      ? [
          {
            id: 'findings',
            title: `Findings (${results.findings.length})`,
            intro: 'One entry for everything that is not a plain pass, with the smallest input that shows it.',
            body: results.findings.map((finding, i) =>
              findingCard(context, finding, i === 0 || results.findings.length <= few),
            ),
          },
        ]
      : []),
    ...(pages.length > 0
      ? [
          {
            id: 'details',
            title: 'Every operator',
            intro:
              'Formulas, bounds, every check, and the error along the axis. The axis is logarithmic on both sides of zero and stretched between 1/16 and 1024; below each plot a strip for each subject shows where its class is worse, the higher the worse.',
            body: pages.map(([page, checks]) =>
              operatorSection(context, page, checks, page === failing || pages.length <= few),
            ),
          },
        ]
      : []),
    ...(untested ? [{ id: 'untested', title: 'Not tested', body: untested }] : []),
    ...(provenance ? [{ id: 'provenance', title: 'Provenance', body: provenance }] : []),
  ];
}

function body(context: ReportContext): Markup {
  const sections = sectionsOf(context);
  return fragment(
    element('a', { class: 'skip', href: '#verdicts' }, 'Skip to the verdicts'),
    element(
      'header',
      {},
      element('h1', {}, 'Conformance report'),
      element('p', { class: 'lead' }, leadSentence(context)),
      runLines(context.results),
    ),
    element(
      'nav',
      { 'aria-label': 'Sections' },
      element(
        'ul',
        {},
        sections.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title))),
      ),
    ),
    element(
      'main',
      {},
      sections.map(({ id, title, intro, body: content }) =>
        element(
          'section',
          { id, 'aria-labelledby': `${id}-title` },
          element('h2', { id: `${id}-title` }, title),
          intro === undefined ? undefined : element('p', { class: 'intro' }, intro),
          content,
        ),
      ),
    ),
    element(
      'footer',
      {},
      element(
        'p',
        {},
        'Every verdict is proved by intervals; every number here is in the records beside this file, results.ndjson.',
      ),
    ),
  );
}

/**
 * The full report as one HTML document that needs nothing else: no network, no font, no other file. Its content policy
 * lets nothing but its own style sheet and script through, so that no word of a subject can become either.
 */
export const htmlReport: Reporter = (records) => {
  const results = collectResults(records);
  const style = STYLE + filterStyle();
  const policy = `default-src 'none'; style-src ${sourceOf(style)}; script-src ${sourceOf(SCRIPT)}; base-uri 'none'; form-action 'none'`;
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    { html: `<meta http-equiv="Content-Security-Policy" content="${policy}">` },
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('title', {}, 'Conformance report'),
    element('style', {}, trusted(style)),
  );
  const script = element('script', {}, trusted(SCRIPT));
  const page = element('html', { lang: 'en' }, head, element('body', {}, body(contextOf(results)), script));
  return `<!doctype html>\n${page.html}\n`;
};
