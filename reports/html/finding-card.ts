import { describeInput, describeOutput, describeScore, describeUlp } from '../describe-example.ts';
import type { Certificate, Diagnosis, Example, FindingRecord, Numeral } from '../record.ts';
import { checkOfFinding } from '../results.ts';
import { breaksSentence, diagnosisSentence, furtherMessage, verdictSentence } from '../verdict-sentence.ts';
import type { ReportContext } from './context.ts';
import { copyable } from './copyable.ts';
import { formulas } from './formula.ts';
import { type Content, element, fragment, type Markup } from './markup.ts';
import { verdictBadge } from './verdict-badge.ts';

const numeral = ({ decimal, bits }: Numeral): Content => [
  element('code', { class: 'value' }, decimal),
  bits === undefined ? undefined : [' ', element('code', { class: 'bits' }, bits)],
];

const row = (term: string, ...content: readonly Content[]): Markup =>
  element('div', {}, element('dt', {}, term), element('dd', {}, content));

function exampleList(example: Example): Markup {
  const entries = Object.entries(example.input);
  const [only] = entries;
  const single = entries.length === 1 && only?.[1].length === 1 ? only : undefined;
  const score = describeScore(example.score);
  return element(
    'dl',
    { class: 'example' },
    single
      ? row(`input ${single[0]}`, numeral(single[1][0]!))
      : row('input', element('code', { class: 'value' }, describeInput(example))),
    row('output', element('code', { class: 'value' }, describeOutput(example))),
    row('expected', numeral(example.expected)),
    row('got', element('span', { class: 'got' }, numeral(example.got))),
    row('error', describeUlp(example.ulp), score === undefined ? undefined : `, ${score}`),
    row('class', example.class),
  );
}

function certificateText({ excluded, K, derivation, unitRoundoff, mixed, scale, tier }: Certificate): Markup {
  return element(
    'p',
    { class: 'certificate' },
    element('strong', {}, 'Certificate. '),
    `Proved (tier ${tier}) to be in none of the classes ${excluded.join(', ') || '(none)'}, with `,
    element('code', {}, `K = ${K}`),
    ' from ',
    element('code', {}, derivation),
    ' and ',
    element('code', {}, `u = ${unitRoundoff}`),
    '.',
    mixed ? [' Class mixed allows ', element('code', {}, `[${mixed[0]}, ${mixed[1]}]`), '.'] : undefined,
    scale === undefined ? undefined : [' The scale of class absolute is ', element('code', {}, scale), '.'],
  );
}

/** Formulas under their own heading, to stand beside others; nothing where there are none. */
const side = (title: string, latex: readonly string[]): Markup | undefined =>
  latex.length === 0 ? undefined : element('figure', {}, element('figcaption', {}, title), formulas(latex, title));

function diagnosisPart(diagnosis: Diagnosis): Markup {
  const breaks = breaksSentence(diagnosis);
  const sides = [
    diagnosis.page.length === 0 && diagnosis.breaks
      ? side('The equation that breaks', [diagnosis.breaks.latex])
      : side('The page says', diagnosis.page),
    side('The subject computes', diagnosis.subject),
  ].filter((each) => each !== undefined);
  return fragment(
    element('p', { class: 'diagnosis' }, diagnosisSentence(diagnosis)),
    breaks === undefined ? undefined : element('p', {}, breaks),
    sides.length > 0 ? element('div', { class: 'sides' }, sides) : undefined,
  );
}

/** The algorithms that explain the values, beside the form that would have been sound. */
function algorithmPart({ computedAs = [], stable = [] }: FindingRecord): Markup | undefined {
  const [first, ...others] = computedAs;
  const said =
    first &&
    `Every wrong value is explained by an algorithm of the page: ${computedAs.map(({ title }) => title).join('; or ')}.` +
      (others.length > 0 ? ' These cases do not tell them apart.' : '');
  const sides = [
    ...computedAs.map(({ title, latex }) => side(`Computed as: ${title}`, latex)),
    side('A sound form of the same', stable),
  ].filter((each) => each !== undefined);
  if (sides.length === 0) return undefined;
  return fragment(
    said === undefined ? undefined : element('p', { class: 'diagnosis' }, said),
    element('div', { class: 'sides' }, sides),
  );
}

/** One finding: what was found, the values that show it, the proof, and the command that shows it again. */
export function findingCard(context: ReportContext, finding: FindingRecord, open: boolean): Markup {
  const { id, subject, check, format, verdict, diagnosis, counterexample, certificate, script } = finding;
  const message = furtherMessage(finding);
  const composed = checkOfFinding(context.results.checks, finding)?.origin === 'composed';
  // Records of several runs in one file may repeat an id: the first keeps it.
  const isFirst = context.results.findings.find((each) => each.id === id) === finding;
  const anchor = isFirst ? context.anchors.of('finding', id) : undefined;
  return element(
    'details',
    { class: `finding edge-${verdict.kind}`, 'data-v': verdict.kind, open },
    element(
      'summary',
      {},
      verdictBadge(verdict.kind),
      ' ',
      element('h3', {}, check),
      ' ',
      element(
        'span',
        { class: 'where' },
        element('code', {}, subject),
        ` ${format}${composed ? ', composed by Assay' : ''}`,
      ),
      element('span', { class: 'gist' }, `${verdictSentence(verdict)}.`),
    ),
    element(
      'div',
      { class: 'body', id: anchor },
      message === undefined
        ? undefined
        : verdict.kind === 'error'
          ? copyable(message.split('\n'), 'what the subject said')
          : element('p', {}, message),
      diagnosis ? diagnosisPart(diagnosis) : undefined,
      algorithmPart(finding),
      counterexample ? exampleList(counterexample) : undefined,
      certificate ? certificateText(certificate) : undefined,
      script && script.length > 0
        ? [element('p', {}, 'The commands that lead there:'), copyable(script, `commands of ${id}`)]
        : undefined,
      element('p', { class: 'again' }, 'To see it again:'),
      copyable([finding.replay], `command of ${id}`),
      anchor === undefined
        ? undefined
        : element('p', { class: 'muted' }, element('a', { href: `#${anchor}` }, 'link to this finding')),
    ),
  );
}
