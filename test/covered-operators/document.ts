import type { CitedFormula, Page, Patch } from '../../spec/language/page.ts';
import { COVERAGE, type CoverageBlock, type CoverageFamily, type CoverageRow } from './rows.ts';

type Pages = ReadonlyMap<string, Page>;

/** @throws Error where a row names a page that there is not: the table would promise what nothing defines */
function pageOf(pages: Pages, id: string): Page {
  const page = pages.get(id);
  if (!page) throw new Error(`the coverage table names the page ${id}, which there is not`);
  return page;
}

/** The formulas that a row's documents print: of its first page all, of the others those that are patches it names. */
function citationsOf(pages: Pages, { pages: ids, patches = [] }: CoverageRow): readonly CitedFormula[] {
  const own = ids.flatMap((id) => pageOf(pages, id).cited);
  const borrowed = patches.flatMap(([id, patch]) => pageOf(pages, id).cited.filter(({ is }) => is === patch));
  return [...own, ...borrowed];
}

function documentsOf(pages: Pages, row: CoverageRow): string {
  const documents = new Map<string, Set<string>>();
  for (const { document, is } of citationsOf(pages, row)) {
    const told = documents.get(document) ?? new Set<string>();
    documents.set(document, told.add(is === 'definition' || is === 'derivative' ? is : `\`${is}\``));
  }
  const quoted = [...documents].map(([document, told]): [string, string] => [
    document,
    `${document} (${[...told].join(', ')})`,
  ]);
  const others = Object.entries(row.unquotable ?? {}).map(([document, how]): [string, string] => [
    document,
    `${document} (${how})`,
  ]);
  const all = [...quoted, ...others].sort(([a], [b]) => a.localeCompare(b)).map(([, text]) => text);
  return all.join('; ') || '-';
}

const count = (page: Page, kind: Patch['kind']): number =>
  [...page.patches.values()].filter((patch) => patch.kind === kind).length;

function tableRow(pages: Pages, row: CoverageRow): string {
  const links = row.pages.map((id) => `[${id}](../spec/pages/${id}.md)`).join(', ');
  const page = pageOf(pages, row.pages[0]!);
  const cells = [
    row.operator,
    links,
    documentsOf(pages, row),
    page.derivatives.length,
    page.laws.length,
    count(page, 'algorithm'),
    count(page, 'variant'),
    count(page, 'mistake'),
  ];
  return `| ${cells.join(' | ')} |`;
}

function blockTable(pages: Pages, { title, rows }: CoverageBlock): string {
  return [
    `### ${title}`,
    '',
    '| operator | pages | formulas quoted from documents | derivatives | laws | algorithms | variants | mistakes |',
    '|---|---|---|---:|---:|---:|---:|---:|',
    ...rows.map((row) => tableRow(pages, row)),
    '',
  ].join('\n');
}

/** Pages of the families that the table covers and that no row names. */
export function unnamedPages(pages: Pages): string[] {
  const families = new Set(COVERAGE.flatMap((each) => each.families));
  const rows = COVERAGE.flatMap(({ blocks }) => blocks.flatMap((block) => block.rows));
  const named = new Set(rows.flatMap((row) => row.pages));
  return [...pages.values()].filter(({ id, family }) => families.has(family) && !named.has(id)).map(({ id }) => id);
}

const section = (pages: Pages, { title, blocks }: CoverageFamily): string =>
  `## ${title}\n\n${blocks.map((block) => blockTable(pages, block)).join('\n')}`;

/** `docs/coverage.md`, from the front matter of the pages. */
export function coverageDocument(pages: Pages): string {
  return `# What is covered

Every operator that the collected documents name has a page, and so does what their readers expect besides. This table
is written from the pages by \`npx tsx test/covered-operators/run.ts\`, and a test keeps it current.

A formula counts as quoted where a page cites it as the document prints it: \`assay check-spec\` then compares it with the
page's own definition, derivative or patch. Numbers of derivatives, laws, algorithms, accepted variants and known
mistakes are those of the first page of a row.

${COVERAGE.map((family) => section(pages, family)).join('\n')}`;
}
