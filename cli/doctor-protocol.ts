import { examineProtocol } from '../adapters/process/examine-protocol.ts';
import { interpreters, pythonHelper } from '../adapters/process/open-python.ts';
import { joinCommand, splitCommand } from '../adapters/process/split-command.ts';
import { printable } from '../reports/printable.ts';
import { createStyle, TERMINAL_WIDTH } from '../reports/terminal-style.ts';
import { wrap } from '../reports/wrap.ts';
import { pageInterface } from '../suites/page-interface.ts';
import { CommandError } from './command-error.ts';
import type { Console } from './console.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { loadSpec } from './load-spec.ts';
import { CALL_DEADLINE } from './open-subjects.ts';

/** Of a line that passed: enough to recognise it. */
const SHOWN = 160;

/** The command of these words: they themselves, `exec:...` taken apart, or a Python file with its helper. */
function commandOf(words: readonly string[]): readonly string[] {
  const [first] = words;
  if (first === undefined) {
    throw new CommandError('doctor --protocol needs a command: assay doctor --protocol -- ruby my.rb');
  }
  if (words.length > 1) return words;
  if (first.endsWith('.py')) return [interpreters()[0]!, pythonHelper(), first];
  const split = splitCommand(first.replace(/^exec:/, ''));
  if (split === undefined || split.length === 0) throw new CommandError(`\`${first}\` is no command line`);
  return split;
}

/**
 * `assay doctor --protocol -- command ...`: talks to a command step by step, and shows what it said.
 *
 * @throws CommandError where no command is named
 */
export async function doctorProtocol(
  given: readonly string[],
  options: { readonly pages?: string; readonly deadline?: number },
  console: Console,
): Promise<ExitCode> {
  const words = commandOf(given);
  const style = createStyle(console.colour);
  const pages = [...loadSpec(options.pages).values()].map(pageInterface);
  const say = (text: string, first: string, rest: string): string =>
    `${wrap(printable(text), { width: TERMINAL_WIDTH, first, rest }).join('\n')}\n`;
  const faults: string[] = [];
  console.out(say(joinCommand(words), '$ ', '    '));
  for await (const step of examineProtocol({ words, pages, deadline: options.deadline ?? CALL_DEADLINE })) {
    for (const { direction, line } of step.lines) {
      const cut = line.length > SHOWN ? `${line.slice(0, SHOWN)}... (${line.length} characters)` : line;
      console.out(style.faint(say(cut, direction === 'to' ? '  > ' : '  < ', '    ')));
    }
    const mark = { sound: '✓', property: '~', fault: '✗' }[step.level];
    const paint = { sound: style.good, property: style.doubtful, fault: style.bad }[step.level];
    console.out(paint(say(`${step.tried}: ${step.says}`, `${mark} `, '  ')));
    if (step.detail !== undefined) {
      for (const line of step.detail.split('\n').slice(-8)) console.out(say(line, '  | ', '  |   '));
    }
    if (step.level === 'fault') faults.push(step.tried);
  }
  const verdict =
    faults.length === 0
      ? style.good('It speaks the protocol.')
      : style.bad(
          say(`It does not speak the protocol: ${faults.join(', ')}. See docs/protocol.md.`, '', '  ').trimEnd(),
        );
  console.out(`${verdict}\n`);
  return faults.length === 0 ? EXIT.conforms : EXIT.unavailable;
}
