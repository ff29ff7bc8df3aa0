import type { ComputedAlgorithm, Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { FAIL } from './accuracy-class.ts';
import type { Arithmetic } from './criterion.ts';
import { isOutside, type Recognition, recognise } from './recognise.ts';
import type { Algorithm } from './recognise-algorithms.ts';
import { soundForm } from './recognise-sound-form.ts';
import type { Batch, Tally } from './tally.ts';

/** A verdict with how the values came about, as far as that was found out; the rest belongs to its finding. */
export interface Explanation {
  readonly verdict: Verdict;
  readonly computedAs?: ComputedAlgorithm[];
  /** A form of the page that is sound at these inputs in this format, as LaTeX. */
  readonly stable?: string[];
}

/**
 * Look for the algorithm behind a verdict of `unstable`, or of `fail` by numbers alone, and for a form to use instead.
 *
 * An algorithm is equal mathematics: where the page declares no scale, for the class `absolute` to be measured by, a
 * failure of accuracy that an algorithm explains in every value is `unstable` too. An overflow or NaN stays a failure,
 * whatever explains it, and so does everything else.
 *
 * @param algorithms asked for only where there is something to explain
 */
export function explainVerdict(
  verdict: Verdict,
  page: Page,
  tally: Tally,
  algorithms: () => readonly Algorithm[],
  arithmetic: Arithmetic,
): Explanation {
  const numerical = verdict.kind === 'unstable' || (verdict.kind === 'fail' && NUMERICAL.includes(verdict.why));
  if (!numerical) return { verdict };
  const known = algorithms();
  const recognition = recognise(page, known, tally.batches, arithmetic);
  if (!recognition && verdict.kind === 'fail' && verdict.why === 'accuracy') return { verdict };
  const stable = soundForm(page, known, tally.batches, arithmetic) ?? recognition?.algorithms[0]?.stable;
  return {
    verdict: recognition ? recognisedVerdict(verdict, tally, recognition) : verdict,
    ...(recognition ? { computedAs: recognition.algorithms.map(computedAlgorithm) } : {}),
    ...(stable && stable.length > 0 ? { stable: [...stable] } : {}),
  };
}

const NUMERICAL: readonly string[] = ['accuracy', 'overflow', 'nan'];

const computedAlgorithm = ({ id, title, latex }: Algorithm): ComputedAlgorithm => ({ id, title, latex: [...latex] });

function recognisedVerdict(verdict: Verdict, tally: Tally, { algorithms }: Recognition): Verdict {
  const ids = algorithms.map(({ id }) => id);
  const more = ids.length - 1;
  const algorithm = ids.length <= 2 ? ids.join(' or ') : `${ids[0]} (or one of ${more} that round alike)`;
  if (verdict.kind === 'unstable') return { ...verdict, algorithm };
  const wrong = tally.batches.filter(({ judgement }) => judgement.classes.some(isOutside));
  const measured = wrong.some(({ criterion }) => criterion.scale !== undefined);
  if (verdict.kind !== 'fail' || verdict.why !== 'accuracy' || measured) return verdict;
  return { kind: 'unstable', class: 'fail', region: tally.region(FAIL) || outputsOf(wrong), algorithm };
}

/** Which outputs at which steps, where batches have no place on an axis: `y, runningVariance at steps 1, 2`. */
function outputsOf(batches: readonly Batch[]): string {
  const outputs = [...new Set(batches.map(({ criterion }) => criterion.output))].join(', ');
  const steps = [...new Set(batches.flatMap(({ step }) => step ?? []))].sort((a, b) => a - b);
  return steps.length === 0 ? outputs : `${outputs} at ${steps.length === 1 ? 'step' : 'steps'} ${steps.join(', ')}`;
}
