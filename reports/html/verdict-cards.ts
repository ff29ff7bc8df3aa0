import type { CheckRecord } from '../record.ts';
import { tally, VERDICT_KINDS, type VerdictKind } from '../tally.ts';
import { COUNTED, scoreSentence, subjectSentence } from '../verdict-sentence.ts';
import type { ReportContext } from './context.ts';
import { subjectNumber } from './context.ts';
import { element, fragment, type Markup } from './markup.ts';
import { verdictBadge } from './verdict-badge.ts';

/** Shares of the verdicts as one bar. */
function countBar(counts: ReadonlyMap<VerdictKind, number>): Markup {
  const total = [...counts.values()].reduce((a, b) => a + b, 0);
  let at = 0;
  const parts = VERDICT_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    if (count === undefined) return [];
    const x = at;
    at += (1000 * count) / total;
    return [
      element('rect', { class: `b-${kind}`, x: Math.round(x), y: 0, width: Math.round(at) - Math.round(x), height: 8 }),
    ];
  });
  const label = VERDICT_KINDS.flatMap((kind) => (counts.has(kind) ? [`${counts.get(kind)} ${COUNTED[kind]}`] : []));
  return element(
    'svg',
    { class: 'bar', viewBox: '0 0 1000 8', preserveAspectRatio: 'none', role: 'img', 'aria-label': label.join(', ') },
    parts,
  );
}

const badges = (counts: ReadonlyMap<VerdictKind, number>): Markup[] =>
  VERDICT_KINDS.filter((kind) => counts.has(kind)).map((kind) =>
    element('li', {}, verdictBadge(kind, `${counts.get(kind)} ${COUNTED[kind]}`)),
  );

/** The answer before the numbers: `does not conform`. */
const answerOf = (sentence: string): string => sentence.split(': ', 1)[0]!;

type Tone = 'good' | 'bad' | 'open';

/** `conforms` is good, `does not conform` is bad; of everything else neither is shown. */
const toneOf = (answer: string): Tone =>
  answer === 'conforms' ? 'good' : answer === 'does not conform' ? 'bad' : 'open';

/** The whole run in one sentence: how many subjects conform. */
export function leadSentence({ results, profile }: ReportContext): string {
  const { subjects, checks, provenance } = results;
  if (subjects.length === 0) return 'No subject was judged.';
  const tones = subjects.map((subject) => {
    const own = checks.filter((check) => check.subject === subject);
    return toneOf(answerOf(subjectSentence(own, profile, provenance.get(subject))));
  });
  const count = (tone: Tone): number => tones.filter((each) => each === tone).length;
  const [good, bad, open] = [count('good'), count('bad'), count('open')];
  const parts = [
    good > 0 ? `${good} ${good === 1 ? 'conforms' : 'conform'}` : undefined,
    bad > 0 ? `${bad} ${bad === 1 ? 'does' : 'do'} not conform` : undefined,
    open > 0 ? `${open} undecided` : undefined,
  ].filter((part) => part !== undefined);
  return `Of ${subjects.length} ${subjects.length === 1 ? 'subject' : 'subjects'} ${parts.join(', ')}.`;
}

/** One card a subject: does it conform, how many checks of each verdict, which version. */
export function verdictCards(context: ReportContext): Markup {
  const { subjects, checks, provenance } = context.results;
  const cards = subjects.map((subject) => {
    const own = checks.filter((check: CheckRecord) => check.subject === subject);
    const from = provenance.get(subject);
    const answer = answerOf(subjectSentence(own, context.profile, from));
    const native = tally(
      own.filter((check) => check.origin === 'native'),
      context.profile,
    );
    const composed = own.filter((check) => check.origin === 'composed');
    return element(
      'article',
      { class: `card tone-${toneOf(answer)}`, id: context.anchors.of('subject', subject) },
      element(
        'h3',
        {},
        element('span', { class: 'number' }, subjectNumber(context, subject)),
        ' ',
        element('code', {}, subject),
      ),
      element('p', { class: 'answer' }, answer),
      element(
        'p',
        {},
        from?.unavailable ??
          (native.applicable === 0
            ? 'No check was applicable.'
            : `${native.passed} of ${native.applicable} applicable ${native.applicable === 1 ? 'check' : 'checks'} passed.`),
      ),
      native.counts.size > 0
        ? fragment(countBar(native.counts), element('ul', { class: 'badges' }, badges(native.counts)))
        : undefined,
      composed.length > 0
        ? element(
            'p',
            { class: 'muted' },
            `Composed by Assay, not in the score: ${scoreSentence(tally(composed, context.profile))}.`,
          )
        : undefined,
      from && from.unavailable === undefined
        ? element('p', { class: 'muted' }, `${from.name} ${from.version}`)
        : undefined,
    );
  });
  return element('div', { class: 'cards' }, cards);
}
