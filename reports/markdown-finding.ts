import { describeInput, describeNumeral, describeOutput, describeScore, describeUlp } from './describe-example.ts';
import { codeBlock, codeSpan, escapeMarkdown, mathBlock, table } from './markdown-text.ts';
import type { Certificate, Diagnosis, Example, FindingRecord } from './record.ts';
import { breaksSentence, diagnosisSentence, furtherMessage, verdictSentence } from './verdict-sentence.ts';

/** A judged value as a table of what went in, what should come out, and what did. */
export function exampleTable(example: Example): string {
  const rows = [
    ['input', codeSpan(describeInput(example))],
    ['output', codeSpan(describeOutput(example))],
    ['expected', codeSpan(describeNumeral(example.expected))],
    ['got', codeSpan(describeNumeral(example.got))],
    ['error', escapeMarkdown(describeUlp(example.ulp))],
    ['class', example.class],
  ];
  const score = describeScore(example.score);
  if (score !== undefined) rows.push(['score', escapeMarkdown(score)]);
  return table(['Counterexample', ''], rows);
}

function certificateText({ excluded, K, derivation, unitRoundoff, mixed, scale, tier }: Certificate): string {
  const parts = [
    `Certificate: proved (tier ${escapeMarkdown(tier)}) to be in none of the classes ${excluded.join(', ') || '(none)'}`,
    `with K = ${K} from ${codeSpan(derivation)} and u = ${codeSpan(unitRoundoff)}`,
  ];
  if (mixed) parts.push(`class mixed allows ${codeSpan(`[${mixed[0]}, ${mixed[1]}]`)}`);
  if (scale !== undefined) parts.push(`the scale of class absolute is ${codeSpan(scale)}`);
  return `${parts.join('; ')}.`;
}

function diagnosisText(diagnosis: Diagnosis): string[] {
  const out = [`**${escapeMarkdown(diagnosisSentence(diagnosis))}**`];
  const breaks = breaksSentence(diagnosis);
  if (breaks !== undefined) out.push(escapeMarkdown(breaks));
  if (diagnosis.breaks && diagnosis.page.length === 0) out.push(mathBlock([diagnosis.breaks.latex]));
  if (diagnosis.page.length > 0) out.push('The page says', mathBlock(diagnosis.page));
  if (diagnosis.subject.length > 0) out.push('and the subject computes', mathBlock(diagnosis.subject));
  return out;
}

/** One finding as a section of the report. */
export function findingSection(finding: FindingRecord, composed: boolean): string {
  const { id, subject, check, format, verdict, diagnosis, counterexample, certificate, script, replay } = finding;
  const message = furtherMessage(finding);
  const out = [
    `### ${escapeMarkdown(id)}: ${escapeMarkdown(check)}`,
    `${codeSpan(subject)}, ${format}${composed ? ', composed by Assay' : ''}: ${escapeMarkdown(verdictSentence(verdict))}.`,
  ];
  if (message !== undefined)
    out.push(verdict.kind === 'error' ? codeBlock('text', message.split('\n')) : escapeMarkdown(message));
  if (diagnosis) out.push(...diagnosisText(diagnosis));
  if (counterexample) out.push(exampleTable(counterexample));
  if (certificate) out.push(certificateText(certificate));
  if (script && script.length > 0) out.push('The commands that lead there:', codeBlock('text', script));
  out.push('To see it again:', codeBlock('sh', [replay]));
  return out.join('\n\n');
}
