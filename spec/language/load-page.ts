import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildPage, type PageDraft } from './build-page.ts';
import { checkPage } from './check-page.ts';
import { readFrontMatter } from './front-matter.ts';
import { readMarkdown } from './markdown.ts';
import type { Page } from './page.ts';
import { PageProblem } from './problem.ts';

export interface LoadedPage {
  /** Absent when there are problems. */
  readonly page?: Page;
  readonly problems: readonly PageProblem[];
}

export interface LoadedPages {
  /** By page id; only pages without problems. */
  readonly pages: ReadonlyMap<string, Page>;
  readonly problems: readonly PageProblem[];
}

/**
 * The folder of the pages that come with the project: the first `spec/pages` above this module, so that source and
 * built package find the same files. @throws Error when the package lacks them
 */
export function builtinPagesFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const candidate = join(folder, 'spec', 'pages');
    if (existsSync(candidate)) return candidate;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('the package holds no folder spec/pages; install it again');
    folder = parent;
  }
}

function readDraft(file: string): PageDraft {
  const text = readFileSync(file, 'utf8');
  const markdown = readMarkdown(file, text);
  return { text, markdown, reading: readFrontMatter(markdown.frontMatter) };
}

function draftProblem(draft: PageDraft, what: string, fix: string): PageProblem {
  return new PageProblem(draft.reading.locate(['base', 'page']), what, fix);
}

/**
 * Builds one page; `findBase` loads the page it is derived from, or explains why that is not possible. What is not
 * read through has its patches read when they are asked for.
 */
function finish(draft: PageDraft, thorough: boolean, findBase: (id: string) => Page | PageProblem): LoadedPage {
  const problems = [...draft.markdown.problems];
  if (problems.length === 0) problems.push(...draft.reading.problems);
  const front = draft.reading.data;
  if (!front || problems.length > 0) return { problems };
  const base = front.base && findBase(front.base.page);
  if (base instanceof PageProblem) return { problems: [base] };
  let loading = true;
  const page = buildPage(draft, front, base, problems, (found) => {
    if (!loading) throw new Error(found.map(String).join('\n'));
    problems.push(...found);
  });
  if (thorough) {
    // Asked for, they are read.
    void page.patches;
    if (problems.length === 0) checkPage(page, draft.reading.locate, problems);
  }
  loading = false;
  return problems.length === 0 ? { page, problems } : { problems };
}

/**
 * Loads pages that may be derived from each other. `chain` holds the ids that are being loaded, so that a page derived
 * from itself is found out. Pages of the folder `trusted` are not read through.
 */
function loadDrafts(drafts: ReadonlyMap<string, PageDraft>, trusted?: string): LoadedPages {
  const loaded = new Map<string, LoadedPage>();
  const chain: string[] = [];
  const load = (id: string, draft: PageDraft): LoadedPage => {
    const known = loaded.get(id);
    if (known) return known;
    chain.push(id);
    const thorough = trusted === undefined || !draft.markdown.file.startsWith(join(trusted, sep));
    const result = finish(draft, thorough, (baseId) => {
      const baseDraft = drafts.get(baseId);
      if (!baseDraft) return draftProblem(draft, `there is no page "${baseId}" to derive from`, 'check its id');
      if (chain.includes(baseId))
        return draftProblem(draft, `the page is derived from itself: ${[...chain, baseId].join(' -> ')}`, '');
      const base = load(baseId, baseDraft);
      return base.page ?? draftProblem(draft, `the base page "${baseId}" has problems of its own`, 'mend it first');
    });
    chain.pop();
    loaded.set(id, result);
    return result;
  };
  const pages = new Map<string, Page>();
  const problems: PageProblem[] = [];
  for (const [id, draft] of drafts) {
    const result = load(id, draft);
    if (result.page) pages.set(id, result.page);
    problems.push(...result.problems);
  }
  return { pages, problems };
}

function markdownFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
    .sort();
}

/** Drafts by page id; a draft without a readable id is kept under its file name, to report its problems. */
function draftsOf(files: readonly string[], problems: PageProblem[]): Map<string, PageDraft> {
  const drafts = new Map<string, PageDraft>();
  for (const file of files) {
    const draft = readDraft(file);
    const id = draft.reading.data?.id ?? file;
    const other = drafts.get(id);
    if (other)
      problems.push(
        new PageProblem(
          draft.reading.locate(['id']),
          `${other.markdown.file} has the id "${id}" too`,
          'give each page its own id',
        ),
      );
    else drafts.set(id, draft);
  }
  return drafts;
}

/** The project's own pages do not change while a process runs, so they are read once. */
let builtin: LoadedPages | undefined;

/**
 * Loads every page (`*.md`, `README.md` aside) in the given folders and below. A page may be derived from a page of
 * any of them.
 *
 * All problems of all pages are collected; a page with problems is left out. Those of the folder `trusted`, by default
 * the project's own, are not checked once more, since its tests did that, and their patches are read when they are first
 * asked for, which throws an Error where one cannot be read: see `examinePages`. @throws Error when a folder is missing
 */
export function loadPages(folders: readonly string[], trusted = builtinPagesFolder()): LoadedPages {
  if (folders.length !== 1 || folders[0] !== builtinPagesFolder()) return readFolders(folders, trusted);
  builtin ??= readFolders(folders, trusted);
  return builtin;
}

/** Like `loadPages`, with every page read through and checked, the project's own too. */
export const examinePages = (folders: readonly string[]): LoadedPages => readFolders(folders);

function readFolders(folders: readonly string[], trusted?: string): LoadedPages {
  const files = folders.flatMap(markdownFiles).filter((file) => !file.endsWith('README.md'));
  const problems: PageProblem[] = [];
  const loaded = loadDrafts(draftsOf(files, problems), trusted);
  return { pages: loaded.pages, problems: [...problems, ...loaded.problems] };
}

/**
 * Loads one page. A base page is looked for beside it and among the pages of the project.
 *
 * @throws Error when the file cannot be read
 */
export function loadPage(file: string): LoadedPage {
  const draft = readDraft(file);
  const id = draft.reading.data?.id ?? file;
  const drafts = new Map([[id, draft]]);
  let next = draft.reading.data?.base?.page;
  while (next !== undefined && !drafts.has(next)) {
    const candidates = [join(dirname(dirname(file)), `${next}.md`), join(builtinPagesFolder(), `${next}.md`)];
    const found = candidates.find((candidate) => existsSync(candidate));
    if (!found) break;
    const base = readDraft(found);
    drafts.set(next, base);
    next = base.reading.data?.base?.page;
  }
  const { pages, problems } = loadDrafts(drafts);
  const page = pages.get(id);
  const own = problems.filter((problem) => problem.span.file === file);
  return page ? { page, problems: own } : { problems: own };
}

/**
 * The page with this id or short name (`adamw` for `optimizer/adamw`).
 *
 * @throws RangeError that lists what there is, or the candidates when a short name fits several
 */
export function findPage(pages: ReadonlyMap<string, Page>, name: string): Page {
  const exact = pages.get(name);
  if (exact) return exact;
  const matches = [...pages.values()].filter((page) => page.name === name);
  if (matches.length === 1 && matches[0]) return matches[0];
  if (matches.length > 1)
    throw new RangeError(
      `"${name}" is the name of ${matches.map((page) => page.id).join(' and ')}; write the whole id`,
    );
  throw new RangeError(`there is no page "${name}"; the pages are ${[...pages.keys()].join(', ')}`);
}
