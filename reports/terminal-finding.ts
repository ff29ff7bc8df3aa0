import { describeInput, describeNumeral, describeOutput, describeScore, describeUlp } from './describe-example.ts';
import { displayWidth, padTo } from './display-width.ts';
import { GLYPHS } from './matrix.ts';
import { printable } from './printable.ts';
import { readableFormula } from './readable-formula.ts';
import type { Certificate, Diagnosis, Example, FindingRecord } from './record.ts';
import { type Style, TERMINAL_WIDTH } from './terminal-style.ts';
import { breaksSentence, diagnosisSentence, furtherMessage, verdictSentence } from './verdict-sentence.ts';
import { wrap, wrapCommand } from './wrap.ts';

const INDENT = '  ';
const LABEL_WIDTH = 12;
const paragraph = (text: string): string[] => wrap(printable(text), { width: TERMINAL_WIDTH, first: INDENT });

function labelled(label: string, text: string): string[] {
  return wrap(printable(text), {
    width: TERMINAL_WIDTH,
    first: INDENT + padTo(label, LABEL_WIDTH),
    rest: INDENT + ' '.repeat(LABEL_WIDTH),
  });
}

/** Two formulas in two columns where both are short enough, else one under the other. */
function sideBySide(page: readonly string[], subject: readonly string[], style: Style): string[] {
  const left = page.map((formula) => printable(readableFormula(formula)));
  const right = subject.map((formula) => printable(readableFormula(formula)));
  const half = (TERMINAL_WIDTH - INDENT.length) / 2;
  if ([...left, ...right].every((formula) => displayWidth(formula) <= half - 2)) {
    const rows = Math.max(left.length, right.length);
    const lines = [style.faint(`${INDENT}${padTo('the page says', half)}the subject computes`)];
    for (let row = 0; row < rows; row += 1) {
      lines.push(`${INDENT}${padTo(left[row] ?? '', half)}${right[row] ?? ''}`.trimEnd());
    }
    return lines;
  }
  return [
    ...left.flatMap((formula) => labelled('page', formula)),
    ...right.flatMap((formula) => labelled('subject', formula)),
  ];
}

function diagnosisLines(diagnosis: Diagnosis, style: Style): string[] {
  const lines = paragraph(diagnosisSentence(diagnosis)).map(style.strong);
  if (diagnosis.page.length + diagnosis.subject.length > 0) {
    lines.push(...sideBySide(diagnosis.page, diagnosis.subject, style));
  }
  const breaks = breaksSentence(diagnosis);
  if (breaks !== undefined) lines.push(...paragraph(breaks));
  return lines;
}

/** Input, expected, got and error of one judged value. */
export function exampleLines(example: Example): string[] {
  const score = describeScore(example.score);
  return [
    ...labelled('input', describeInput(example)),
    ...labelled('output', describeOutput(example)),
    ...labelled('expected', describeNumeral(example.expected)),
    ...labelled('got', describeNumeral(example.got)),
    ...labelled('error', describeUlp(example.ulp) + (score === undefined ? '' : `, ${score}`)),
  ];
}

function certificateLines({ excluded, K, derivation, mixed }: Certificate): string[] {
  const bounds = mixed === undefined ? '' : `; mixed allows [${mixed[0]}, ${mixed[1]}]`;
  return labelled('excluded', `${excluded.join(', ') || 'nothing'} at K = ${K} (${derivation})${bounds}`);
}

/** Commands of a script that fit beside a finding; the report has them all. */
const SHOWN_COMMANDS = 8;

/** The commands that lead to the counterexample, each on a line of its own. */
function scriptLines(script: readonly string[]): string[] {
  const hidden = script.length - SHOWN_COMMANDS;
  const half = SHOWN_COMMANDS / 2;
  const shown =
    hidden <= 0 ? script : [...script.slice(0, half), `… ${hidden} more (see the report)`, ...script.slice(-half)];
  return shown.flatMap((command, i) => labelled(i === 0 ? 'commands' : '', command));
}

/** One finding: what is wrong, how it was told, the smallest counterexample and how to see it again. */
export function terminalFinding(finding: FindingRecord, composed: boolean, style: Style): string[] {
  const { verdict, subject, check, format } = finding;
  const title = `${GLYPHS[verdict.kind]} ${subject}: ${check} (${format}${composed ? ', composed by Assay' : ''})`;
  const lines = wrap(printable(title), { width: TERMINAL_WIDTH, rest: INDENT }).map(style.verdict(verdict.kind));
  lines.push(...labelled('verdict', verdictSentence(verdict)));
  // Where a call failed the verdict tells it, and the message is the stack behind it: that is for the report.
  const message = furtherMessage(finding);
  if (message !== undefined && verdict.kind !== 'error') lines.push(...paragraph(message));
  if (finding.diagnosis) lines.push(...diagnosisLines(finding.diagnosis, style));
  if (finding.script) lines.push(...scriptLines(finding.script));
  if (finding.counterexample) lines.push(...exampleLines(finding.counterexample));
  if (finding.certificate) lines.push(...certificateLines(finding.certificate));
  lines.push(...wrapCommand(printable(finding.replay), TERMINAL_WIDTH, INDENT).map(style.faint));
  return lines;
}
