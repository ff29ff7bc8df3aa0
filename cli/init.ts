import { writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { closestNames } from '../adapters/closest-names.ts';
import type { Page } from '../spec/language/page.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { backendTemplate } from './init-backend.ts';
import { pageTemplate } from './init-page.ts';
import { pythonOptimizer } from './init-python.ts';
import { typescriptOptimizer } from './init-typescript.ts';
import { loadSpec } from './load-spec.ts';

export interface InitOptions {
  readonly language?: string;
  readonly page?: string;
  readonly output?: string;
  readonly force?: boolean;
  readonly pages?: string;
}

interface Template {
  readonly file: string;
  readonly text: string;
  /** What to type next; `{file}` stands for the path. */
  readonly next: readonly string[];
}

const KINDS = ['optimizer', 'backend', 'page'];

/** A page by its id or short name. @throws CommandError with the nearest names */
function statefulPage(name: string, pages: ReadonlyMap<string, Page>): Page {
  const elementwise = ({ call, symbols }: Page): boolean => call.every((key) => symbols.get(key)?.elementwise);
  const optimizers = [...pages.values()].filter((page) => page.kind === 'stateful' && elementwise(page));
  const found = optimizers.filter(({ id }) => id === name || id.split('/').at(-1) === name);
  if (found.length === 1) return found[0]!;
  const names = optimizers.map(({ id }) => id);
  const near = closestNames(name, [...names, ...names.map((id) => id.split('/').at(-1)!)]);
  const known = near.length > 0 ? near : names;
  throw new CommandError(`no page of an optimizer is called \`${name}\`; there are ${known.join(', ')}`);
}

function optimizerTemplate({ language = 'ts', page: name = 'adamw', pages }: InitOptions): Template {
  const page = statefulPage(name, loadSpec(pages));
  const short = page.id.split('/').at(-1)!;
  const next = ['npx assay run {file}', `npx assay explain ${page.id}`];
  switch (language) {
    case 'ts':
    case 'typescript':
      return { file: `my-${short}.ts`, text: typescriptOptimizer(page), next };
    case 'py':
    case 'python':
      return { file: `my_${short.replaceAll('-', '_')}.py`, text: pythonOptimizer(page), next };
  }
  throw new CommandError(`--language is ts or python, not \`${language}\``);
}

function templateOf(kind: string, options: InitOptions): Template {
  if (kind === 'optimizer') return optimizerTemplate(options);
  const [unused] = (['language', 'page'] as const).filter((name) => options[name] !== undefined);
  if (unused !== undefined && KINDS.includes(kind)) throw new CommandError(`--${unused} belongs to \`init optimizer\``);
  if (kind === 'backend')
    return { file: 'my-backend.test.ts', text: backendTemplate(), next: ['npx vitest run {file}'] };
  if (kind === 'page') {
    const next = ['npx assay check-spec {folder}', 'npx assay run ./my-module.ts --pages {folder}'];
    return { file: 'my-page.md', text: pageTemplate(), next };
  }
  const [near] = closestNames(kind, KINDS);
  const hint = near === undefined ? '' : ` (did you mean ${near}?)`;
  throw new CommandError(`init writes ${KINDS.join(', ')}, not \`${kind}\`${hint}`);
}

/**
 * `assay init`: writes a file to be filled in. What is not filled in yet fails, and says what is missing.
 *
 * @throws CommandError for an unknown kind, page or language, and where the file is there already
 */
export function init(kind: string, options: InitOptions, console: Console): ExitCode {
  const template = templateOf(kind, options);
  const file = options.output ?? template.file;
  try {
    writeFileSync(file, template.text, { flag: options.force ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw new CommandError(`${file} is there already; --force writes over it`);
    if (code === 'ENOENT') throw new CommandError(`there is no folder ${dirname(resolve(file))}`);
    throw new CommandError(`${file} could not be written: ${message}`);
  }
  const path = relative(process.cwd(), resolve(file));
  const typed = path.startsWith('..') || /^[\\/]/.test(path) ? file : `./${path}`;
  const folder = dirname(typed);
  const lines = template.next.map((each) => `  ${each.replace('{file}', typed).replace('{folder}', folder)}`);
  console.out(`${typed} is written. Fill it in, then:\n${lines.join('\n')}\n`);
  return EXIT.conforms;
}
