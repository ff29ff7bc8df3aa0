import type { Stability, Verdict } from '../../reports/record.ts';
import type { Page } from '../../spec/language/page.ts';
import { settingsOf } from '../generate/settings.ts';
import { isFailure } from '../judge/accuracy-class.ts';
import { derivativeAlgorithms, valueAlgorithms } from '../judge/recognise-algorithms.ts';
import { explainVerdict } from '../judge/recognise-verdict.ts';
import { type Batch, Tally } from '../judge/tally.ts';
import { findingOf, verdictOf } from '../judge/verdict.ts';
import { axisPoints } from '../stability/axis.ts';
import { regionsInWords, stabilitySentences } from '../stability/describe.ts';
import { examine } from '../stability/examine.ts';
import type { CheckContext, CheckOutcome, FindingDraft } from './check.ts';
import { pointOf, type ScalarFunction, scalarCriterion, scalarFunction, scalarKeys } from './scalar.ts';

/** Worst first: the check has the worst verdict of its functions. */
const WORST: readonly Verdict['kind'][] = ['fail', 'unstable', 'inconclusive', 'variant', 'pass'];

/**
 * Where and why a scalar operator, and its derivative, lose their accuracy: the regions of each class along the axis,
 * to one float, the thresholds of overflow and underflow beside those of the exact result, and the algorithm of the
 * page that does it. At the published hyper-parameters only.
 */
export async function checkStability(context: CheckContext, page: Page): Promise<CheckOutcome> {
  const { kernel, arithmetic, effort } = context;
  const { hyper } = settingsOf(page, kernel, effort.seed, 0)[0]!;
  const tally = new Tally(arithmetic);
  const findings: FindingDraft[] = [];
  const conventions: string[] = [];
  const verdicts: Verdict[] = [];
  const stability: Stability = { regions: [], thresholds: [] };
  const derivative = kernel.gradient !== undefined && page.derivatives.length > 0;
  for (const of of derivative ? (['value', 'derivative'] as const) : (['value'] as const)) {
    if (effort.expired()) break;
    const { f, variant } = await asVariant(context, scalarFunction(context, page, of, hyper));
    const own = new Tally(arithmetic);
    const found = await examine(f, arithmetic, (batch: Batch) => {
      own.add(batch);
      tally.add(batch);
    });
    stability.regions.push(...found.regions);
    stability.thresholds.push(...found.thresholds);
    const finding = findingFor(context, f, own, found);
    if (finding) findings.push(finding);
    if (variant) conventions.push(page.patches.get(variant)?.title ?? variant);
    verdicts.push(finding?.verdict ?? (variant ? { kind: 'variant', name: variant } : { kind: 'pass' }));
  }
  const worst = verdicts.sort((a, b) => WORST.indexOf(a.kind) - WORST.indexOf(b.kind))[0];
  const verdict = worst ?? { kind: 'inconclusive', why: 'the time budget ran out before anything was judged' };
  return { verdict, tally, findings, conventions: [...new Set(conventions)], stability };
}

/** The same function judged as an accepted variant of the page, where it fails as it stands and one variant fits. */
async function asVariant(
  context: CheckContext,
  f: ScalarFunction,
): Promise<{ readonly f: ScalarFunction; readonly variant?: string }> {
  const { page, of, hyper, input } = f;
  const { arithmetic } = context;
  const variants = [...page.patches.values()].filter(({ kind }) => kind === 'variant');
  if (variants.length === 0) return { f };
  const x = axisPoints(page, arithmetic.format);
  const got = await f.call(x);
  const failures = ({ criterion }: ScalarFunction): number =>
    criterion.judge(got, pointOf(input, x, hyper), arithmetic).classes.filter(isFailure).length;
  const failing = failures(f);
  if (failing === 0) return { f };
  const candidates = variants.flatMap(({ id }) => {
    const changed = scalarFunction(context, page, of, hyper, scalarCriterion(page, of, [id]));
    const left = failures(changed);
    return left < failing ? [{ f: changed, variant: id, left }] : [];
  });
  return candidates.sort((a, b) => a.left - b.left)[0] ?? { f };
}

function findingFor(
  { arithmetic, effort }: CheckContext,
  f: ScalarFunction,
  tally: Tally,
  found: Stability,
): FindingDraft | undefined {
  const { page, of, input, criterion } = f;
  const { output } = scalarKeys(page);
  const plain = verdictOf(tally, effort.expired());
  if (plain.kind === 'pass') return undefined;
  const algorithms = () =>
    of === 'value'
      ? valueAlgorithms(page, output, criterion.expression)
      : derivativeAlgorithms(page, { output, wrt: input }, criterion.expression);
  const { verdict, ...explanation } = explainVerdict(plain, page, tally, algorithms, arithmetic);
  const message = stabilitySentences(found, input).join('; ');
  return {
    ...findingOf(tally, placed(verdict, found, input)),
    ...explanation,
    ...(message === '' ? {} : { message }),
  };
}

/** The region of an unstable verdict as it was found by bisection. */
function placed(verdict: Verdict, found: Stability, input: string): Verdict {
  if (verdict.kind !== 'unstable') return verdict;
  const region = regionsInWords(found, verdict.class, input);
  // Seen in one of the steps of a bisection only.
  return { ...verdict, region: region === '' ? `${input} ${verdict.region}` : region };
}
