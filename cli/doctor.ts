import { examineAdapter, type Observation } from '../adapters/conformance.ts';
import type { Adapter } from '../adapters/contract.ts';
import { printable } from '../reports/printable.ts';
import { createStyle, type Style, TERMINAL_WIDTH } from '../reports/terminal-style.ts';
import { wrap } from '../reports/wrap.ts';
import type { Page } from '../spec/language/page.ts';
import { pageInterface } from '../suites/page-interface.ts';
import { builtinSubjects } from './builtin-subjects.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSpec } from './load-spec.ts';
import { closeAll, openSubjects } from './open-subjects.ts';
import { createProgress } from './progress.ts';

const paragraph = (text: string, first: string, rest = first): string =>
  `${wrap(printable(text), { width: TERMINAL_WIDTH, first, rest }).join('\n')}\n`;

/** Equal sentences about several kernels are told once, with the kernels they are about. */
function grouped(observations: readonly Observation[]): { readonly says: string; readonly where: readonly string[] }[] {
  const groups = new Map<string, string[]>();
  for (const { aspect, says, page, format } of observations) {
    const key = `${aspect}: ${says}`;
    const where = groups.get(key) ?? [];
    groups.set(key, where);
    if (page !== undefined) where.push(format === undefined ? page : `${page} ${format}`);
  }
  return [...groups].map(([says, where]) => ({ says, where }));
}

function tell(observations: readonly Observation[], style: Style, console: Console): void {
  for (const level of ['fault', 'property'] as const) {
    const paint = level === 'fault' ? style.bad : style.doubtful;
    for (const { says, where } of grouped(observations.filter((each) => each.level === level))) {
      const text = where.length === 0 ? says : `${says} (${where.join(', ')})`;
      console.out(paint(paragraph(text, `  ${level}: `, '    ')));
    }
  }
}

async function examine(adapter: Adapter, pages: ReadonlyMap<string, Page>, console: Console): Promise<boolean> {
  const style = createStyle(console.colour);
  const progress = createProgress(console);
  const observations: Observation[] = [];
  const total = adapter.kernels.size;
  const seen = new Set<string>();
  for await (const observation of examineAdapter(adapter, [...pages.values()].map(pageInterface))) {
    observations.push(observation);
    if (observation.page !== undefined) seen.add(observation.page);
    progress.update({
      subject: adapter.subject,
      check: observation.page ?? observation.aspect,
      done: seen.size,
      total,
    });
  }
  progress.end();
  const faults = observations.filter(({ level }) => level === 'fault').length;
  const sound = observations.filter(({ level }) => level === 'sound').length;
  const { name, version, details } = adapter.provenance;
  const answer = faults === 0 ? 'is sound' : 'is not to be judged before it is mended';
  const title = `${adapter.subject} (${name} ${version}) ${answer}: ${sound} observations sound, ${faults} faults.`;
  console.out((faults === 0 ? style.good : style.bad)(paragraph(title, '', '  ')));
  for (const [key, value] of Object.entries(details)) console.out(paragraph(`${key}: ${value}`, '  ', '    '));
  tell(observations, style, console);
  return faults === 0;
}

/**
 * `assay doctor`: does each subject keep the contract of an adapter? Numbers are not judged here; a subject that
 * fails would make every verdict about it worthless.
 */
export async function doctor(
  names: readonly string[],
  options: { readonly pages?: string },
  console: Console,
): Promise<ExitCode> {
  const pages = loadSpec(options.pages);
  const { adapters, unavailable } = await openSubjects(names.length > 0 ? names : builtinSubjects(), pages);
  let sound = true;
  try {
    for (const adapter of adapters) sound = (await examine(adapter, pages, console)) && sound;
  } finally {
    await closeAll(adapters);
  }
  for (const { subject, reason } of unavailable)
    console.out(paragraph(`${subject} is not available: ${reason}`, '', '  '));
  // Asked about everything, an absent backend is an answer; asked for by name it is a failure.
  const missing = names.length > 0 && unavailable.length > 0;
  return sound && !missing ? EXIT.conforms : EXIT.unavailable;
}
