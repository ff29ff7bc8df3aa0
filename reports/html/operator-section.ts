import type { AccuracyClass, CheckRecord, ErrorBound } from '../record.ts';
import { standing } from '../tally.ts';
import type { ReportContext } from './context.ts';
import { propertyOf, subjectNumber, titleOf } from './context.ts';
import { errorPlot, LINE_STYLES } from './error-plot.ts';
import { formulas } from './formula.ts';
import { type Content, element, fragment, type Markup } from './markup.ts';
import { placeText } from './numbers.ts';
import { checkTable } from './operator-tables.ts';
import { specialStrips } from './special-strip.ts';
import { stabilityTables } from './stability-table.ts';
import { gravest, kindsIn, verdictBadge } from './verdict-badge.ts';

/** Stretches of the axis where a subject is worse than `mixed`, in words: what the strips show to those who see them. */
export function regionsOf({ x, class: classes }: NonNullable<CheckRecord['profile']>): string {
  const good: readonly AccuracyClass[] = ['rounded', 'relative', 'mixed'];
  const regions: string[] = [];
  for (let i = 0; i < x.length; i++) {
    const name = classes[i]!;
    if (good.includes(name)) continue;
    const from = i;
    while (classes[i + 1] === name) i++;
    regions.push(
      from === i ? `${name} near ${placeText(x[i]!)}` : `${name} from ${placeText(x[from]!)} to ${placeText(x[i]!)}`,
    );
  }
  return regions.length === 0 ? 'class mixed or better everywhere' : regions.join('; ');
}

/** Stretches listed for one subject; more would be a list of numbers that nobody reads. */
const MOST_REGIONS = 4;

function shortRegions(check: CheckRecord): string {
  const all = regionsOf(check.profile!).split('; ');
  const shown = all.slice(0, MOST_REGIONS).join('; ');
  return all.length > MOST_REGIONS ? `${shown}; and ${all.length - MOST_REGIONS} more` : shown;
}

function legend(context: ReportContext, checks: readonly CheckRecord[]): Markup {
  return element(
    'ul',
    { class: 'legend' },
    checks.map((check) => {
      const number = subjectNumber(context, check.subject);
      return element(
        'li',
        {},
        element(
          'svg',
          { viewBox: '0 0 30 8', class: 'key', 'aria-hidden': 'true' },
          element('path', { class: `line s${(number - 1) % LINE_STYLES}`, d: 'M1 4H29' }),
        ),
        element('span', { class: 'number' }, number),
        ' ',
        element('code', {}, check.subject),
        `: ${shortRegions(check)}.`,
      );
    }),
  );
}

function plots(context: ReportContext, checks: readonly CheckRecord[]): Markup[] {
  const groups = new Map<string, CheckRecord[]>();
  for (const check of checks) {
    if (!check.profile || check.profile.x.length === 0) continue;
    const key = JSON.stringify([check.check, check.format]);
    groups.set(key, [...(groups.get(key) ?? []), check]);
  }
  return [...groups.values()].map((group) => {
    const { format } = group[0]!;
    const K = group[0]!.bounds?.[0]?.K;
    const lines = group.map((check) => ({
      subject: subjectNumber(context, check.subject) - 1,
      name: check.subject,
      profile: check.profile!,
    }));
    const title = `Error of the ${propertyOf(group[0]!)} over x, ${format}`;
    return element(
      'figure',
      { class: 'plot' },
      element('figcaption', {}, title),
      element(
        'div',
        { class: 'wide', role: 'group', tabindex: 0, 'aria-label': `${title}: ${group[0]!.check}` },
        errorPlot(lines, format, K, context.resolution),
      ),
      legend(context, group),
    );
  });
}

/** Each output once: K is the page's, whoever is judged. */
function boundList(checks: readonly CheckRecord[]): Markup | undefined {
  const bounds = new Map<string, ErrorBound>();
  for (const bound of checks.flatMap((check) => check.bounds ?? [])) {
    if (bound.K > 0) bounds.set(`${bound.output} ${bound.K}`, bound);
  }
  if (bounds.size === 0) return undefined;
  return element(
    'dl',
    { class: 'bounds' },
    [...bounds.values()].map(({ output, K, derivation }) =>
      element(
        'div',
        {},
        element('dt', {}, element('code', {}, output)),
        element('dd', {}, element('code', {}, `K = ${K} = ${derivation}`)),
      ),
    ),
  );
}

const list = (items: readonly string[]): Markup =>
  element(
    'ul',
    {},
    items.map((item) => element('li', {}, item)),
  );

/** One operator: its formulas, its bounds, every check, the errors along the axis, the special values. */
export function operatorSection(
  context: ReportContext,
  page: string,
  checks: readonly CheckRecord[],
  open: boolean,
): Markup {
  const record = context.results.pages.get(page);
  const kind = gravest(checks);
  const judged = checks.filter(({ verdict }) => standing(verdict, context.profile) !== 'not-judged');
  const passed = judged.filter(({ verdict }) => standing(verdict, context.profile) === 'passed');
  const conventions = [
    ...new Set(checks.flatMap((check) => check.conventions.map((each) => `${check.subject}: ${each}`))),
  ];
  const bounds = boundList(checks);
  const part = (title: string, ...content: readonly Content[]): Content => fragment(element('h4', {}, title), content);
  return element(
    'details',
    { class: 'operator', 'data-v': kindsIn(checks), open },
    element(
      'summary',
      {},
      kind === undefined ? undefined : [verdictBadge(kind), ' '],
      element('h3', {}, titleOf(context, page)),
      ' ',
      element('code', { class: 'where' }, page),
      element('span', { class: 'gist' }, `${passed.length} of ${judged.length} applicable checks passed`),
    ),
    element(
      'div',
      { class: 'body', id: context.anchors.of('operator', page) },
      record && record.definition.length > 0
        ? part('Definition', formulas(record.definition, `Definition of ${page}`))
        : undefined,
      record?.derivative && record.derivative.length > 0
        ? part('Derivative', formulas(record.derivative, `Derivative of ${page}`))
        : undefined,
      bounds ? part('Bound of the relative and mixed classes, in units of u', bounds) : undefined,
      part('Checks', checkTable(context, page, checks)),
      plots(context, checks),
      specialStrips(context, page, checks),
      stabilityTables(context, page, checks),
      conventions.length > 0 ? part('Conventions found', list(conventions)) : undefined,
      record && record.sources.length > 0 ? part('Sources', list(record.sources)) : undefined,
      record
        ? element('p', { class: 'muted' }, 'Digest of the page: ', element('code', {}, record.digest.slice(0, 16)))
        : undefined,
    ),
  );
}
